/** Tests of the site: what is refused, and what the pages of this house look like to a browser. */
@NullMarked
package dev.bobbin.site;

import org.jspecify.annotations.NullMarked;

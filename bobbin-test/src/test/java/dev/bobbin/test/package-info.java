/** Tests of the test kit; as a program's own tests do, they rely on being compiled when JUnit loads them. */
@NullMarked
package dev.bobbin.test;

import org.jspecify.annotations.NullMarked;

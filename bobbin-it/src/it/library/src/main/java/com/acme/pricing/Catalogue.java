package com.acme.pricing;

import dev.bobbin.Async;

/** Where prices come from: whoever uses the library says so, and is called by it. */
public interface Catalogue {
    Async<Integer> priceOf(String article) throws UnknownArticle;
}

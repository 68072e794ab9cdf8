package com.acme.shop;

import static dev.bobbin.Async.done;

import com.acme.pricing.Catalogue;
import com.acme.pricing.Till;
import com.acme.pricing.UnknownArticle;
import dev.bobbin.Async;
import dev.bobbin.Bobbin;

/** Overrides the library's coroutines: one that is called by it, and one that calls what it overrides. */
final class SaleTill extends Till {
    private final int percent;
    int asked;

    SaleTill(Catalogue catalogue, int percent) {
        super(catalogue);
        this.percent = percent;
    }

    @Override
    protected Async<Integer> rebate(String article, int price) {
        Bobbin.yieldNow().await();
        return done(price * percent / 100);
    }

    @Override
    protected Async<Integer> price(String article) throws UnknownArticle {
        int price = super.price(article).await();
        asked++;
        return done(price);
    }
}

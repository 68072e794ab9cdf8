package com.acme.pricing;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Scope;
import dev.bobbin.Task;
import java.util.ArrayList;
import java.util.List;

/** Adds up what is bought. Subclasses may have other rebates, and other ways to ask. */
public class Till {
    private final Catalogue catalogue;

    public Till(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** One article after the other. */
    public Async<Integer> total(List<String> articles) throws UnknownArticle {
        int sum = 0;
        for (String article : articles) {
            int price = price(article).await();
            sum += price - rebate(article, price).await();
        }
        return done(sum);
    }

    /** All at once. */
    public Async<Integer> totalAtOnce(List<String> articles) throws UnknownArticle {
        List<Task<Integer>> prices = new ArrayList<>();
        try (Scope scope = Scope.open()) {
            for (String article : articles) {
                prices.add(scope.spawn(() -> total(List.of(article))));
            }
            scope.join().await();
        }
        int sum = 0;
        for (Task<Integer> price : prices) {
            sum += price.await();
        }
        return done(sum);
    }

    /** The price, asked for again by its name in small letters if there is none under this. */
    protected Async<Integer> price(String article) throws UnknownArticle {
        try {
            return done(catalogue.priceOf(article).await());
        } catch (UnknownArticle e) {
            String other = article.toLowerCase(java.util.Locale.ROOT);
            if (other.equals(article)) {
                throw e;
            }
            return done(catalogue.priceOf(other).await());
        }
    }

    /** None. */
    protected Async<Integer> rebate(String article, int price) {
        return done(0);
    }
}

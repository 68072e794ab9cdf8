package com.acme.pricing;

public final class UnknownArticle extends Exception {
    private static final long serialVersionUID = 1;

    public UnknownArticle(String article) {
        super("no such article: " + article);
    }
}

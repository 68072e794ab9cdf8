module dev.bobbin.it.library {
    requires transitive dev.bobbin.core;

    exports library;
}

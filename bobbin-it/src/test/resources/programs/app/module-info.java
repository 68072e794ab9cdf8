module dev.bobbin.it.app {
    requires dev.bobbin.it.library;
    requires dev.bobbin.runtime;
}

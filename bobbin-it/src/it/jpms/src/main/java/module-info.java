module com.acme.primes {
    requires dev.bobbin.core;
}

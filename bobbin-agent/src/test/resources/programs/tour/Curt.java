package tour;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;

class Curt extends Polite {
    @Override
    public Async<String> greet(String name) {
        String polite = super.greet(name).await();
        return done(polite.substring(5));
    }
}

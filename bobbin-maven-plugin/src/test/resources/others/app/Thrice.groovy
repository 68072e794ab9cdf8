package app

import dev.bobbin.Async
import dev.bobbin.Bobbin
import groovy.transform.CompileStatic

@CompileStatic
class Thrice {
    static Async<Integer> of(int x) {
        Integer twice = Twice.of(x).await()
        Bobbin.yieldNow().await()
        return Async.done(twice + x)
    }
}

/** Called by name at run time, so that nobody can see in its class file that it awaits. */
class Dynamic {
    static Object of(int x) {
        return Bobbin.yieldNow().await()
    }

    static int plain(x) {
        return x + 1
    }
}

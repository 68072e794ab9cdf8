package dev.bobbin.compiler.lift;

/**
 * A method that has a coroutine beside it.
 *
 * @param number the line of all its code, so that a diagnostic tells whose it is
 * @param body whether the coroutine has its code; else it hands on to the method as it was
 */
record LiftedMethod(int number, String owner, String name, String descriptor, String liftedName, boolean body) {
    static String key(String owner, String name, String descriptor) {
        return owner + "." + name + descriptor;
    }

    String key() {
        return key(owner, name, descriptor);
    }

    @Override
    public String toString() {
        return owner.replace('/', '.') + "." + name + descriptor;
    }
}

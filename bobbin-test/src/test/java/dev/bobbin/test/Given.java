package dev.bobbin.test;

import java.util.function.Supplier;

/** Runs code while a system property has a value. The tests run one after the other. */
final class Given {
    private Given() {}

    static <T> T property(String name, String value, Supplier<T> code) {
        String before = System.setProperty(name, value);
        try {
            return code.get();
        } finally {
            if (before == null) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, before);
            }
        }
    }
}

package dev.bobbin.lab.loop;

/** Where the plain loops get from what the coroutines await: always one. */
final class Source {
    private int value = 1;

    int next() {
        return value;
    }

    /** For nobody: it keeps {@link #next} from being a constant. */
    void set(int value) {
        this.value = value;
    }
}

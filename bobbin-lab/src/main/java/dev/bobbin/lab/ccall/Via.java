package dev.bobbin.lab.ccall;

/** How Java gets at a function in C. A JVM that measures uses one of them only. */
public enum Via {
    JNI,
    FFM;

    void load(String library) {
        if (this == JNI) {
            JniCalls.load(library);
        } else {
            FfmCalls.load(library);
        }
    }
}

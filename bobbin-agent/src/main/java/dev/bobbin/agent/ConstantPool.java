package dev.bobbin.agent;

/**
 * A look at a class file's constant pool (JVMS 4.4), for what all classes of a program have to pass: it makes no objects, reads nothing
 * behind the pool, and of most texts the first character only.
 */
final class ConstantPool {
    private static final int MAGIC = 0xCAFEBABE;
    private static final String PACKAGE = "dev/bobbin/";

    private ConstantPool() {}

    /**
     * Whether the class names one of Bobbin's, as a class or in a descriptor or signature. True, too, for bytes that this cannot
     * read: the compiler says what is wrong with them.
     */
    static boolean mentionsBobbin(byte[] file) {
        if (file.length < 10 || int4(file, 0) != MAGIC) {
            return true;
        }
        int count = int2(file, 8);
        int at = 10;
        for (int i = 1; i < count; i++) {
            if (at + 3 > file.length) {
                return true;
            }
            switch (file[at]) {
                case 1 -> {
                    int length = int2(file, at + 1);
                    at += 3;
                    if (at + length > file.length || mentions(file, at, at + length)) {
                        return true;
                    }
                    at += length;
                }
                case 7, 8, 16, 19, 20 -> at += 3;
                case 15 -> at += 4;
                case 3, 4, 9, 10, 11, 12, 17, 18 -> at += 5;
                case 5, 6 -> {
                    at += 9;
                    i++; // takes two entries
                }
                default -> {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean mentions(byte[] file, int from, int to) {
        if (to - from < PACKAGE.length()) {
            return false;
        }
        switch (file[from]) {
            case 'd' -> {
                return isAt(file, from);
            }
            case '(', 'L', '[', '<' -> {
                for (int i = from + 1; i <= to - PACKAGE.length(); i++) {
                    if (file[i - 1] == 'L' && isAt(file, i)) {
                        return true;
                    }
                }
                return false;
            }
            default -> {
                return false;
            }
        }
    }

    private static boolean isAt(byte[] file, int from) {
        for (int i = 0; i < PACKAGE.length(); i++) {
            if (file[from + i] != PACKAGE.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int int2(byte[] file, int at) {
        return (file[at] & 0xFF) << 8 | file[at + 1] & 0xFF;
    }

    private static int int4(byte[] file, int at) {
        return int2(file, at) << 16 | int2(file, at + 2);
    }
}

package dev.bobbin.net;

import static dev.bobbin.net.Pair.bytes;
import static dev.bobbin.net.Pair.join;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.Async;
import dev.bobbin.Blocking;
import dev.bobbin.Bobbin;
import dev.bobbin.io.AsyncFile;
import dev.bobbin.io.ChildProcess;
import dev.bobbin.io.StreamInput;
import dev.bobbin.io.StreamOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What threads that may block do for coroutines. */
final class BlockingContracts {
    private BlockingContracts() {}

    static List<ContractTest.Row> rows() {
        return List.of(
                row("Blocking.call", 2_000, () -> new Call(true)),
                row("Blocking.callUninterrupted", 2_000, () -> new Call(false)),
                row("Dns.resolve", 1_000, Resolve::new),
                row("StreamInput.read", 1_000, ReadStream::new),
                row("StreamOutput.writeFully", 1_000, WriteStream::new),
                row("ChildProcess.start", 50, StartProcess::new),
                row("ChildProcess.exit", 50, ExitProcess::new),
                row("AsyncFile.open", 500, OpenFile::new),
                row("AsyncFile.read", 500, () -> new OnFile("read")),
                row("AsyncFile.readFully", 500, () -> new OnFile("readFully")),
                row("AsyncFile.writeFully", 500, () -> new OnFile("writeFully")),
                row("AsyncFile.truncate", 500, () -> new OnFile("truncate")),
                row("AsyncFile.size", 500, () -> new OnFile("size")),
                row("AsyncFile.force", 100, () -> new OnFile("force")));
    }

    private static ContractTest.Row row(String operation, int seeds, Callable<Contract> maker) {
        return new ContractTest.Row(operation, "", seeds, maker);
    }

    /** Has a result if it has begun and was not interrupted, and ends before it is said to have ended. */
    private static final class Call extends Contract {
        private final boolean interruptible;
        private final CountDownLatch ready = new CountDownLatch(1);
        private final AtomicInteger begun = new AtomicInteger();
        private final AtomicInteger interrupted = new AtomicInteger();
        private final AtomicInteger ended = new AtomicInteger();

        Call(boolean interruptible) {
            this.interruptible = interruptible;
        }

        @Override
        Async<?> operation() {
            return interruptible ? Blocking.call(this::work) : Blocking.callUninterrupted(this::work);
        }

        private String work() throws InterruptedException {
            begun.incrementAndGet();
            try {
                ready.await();
                return "x";
            } catch (InterruptedException e) {
                interrupted.incrementAndGet();
                throw e;
            } finally {
                ended.incrementAndGet();
            }
        }

        @Override
        void step() {
            ready.countDown();
        }

        @Override
        boolean isStuck() {
            return begun.get() == 1;
        }

        @Override
        boolean endsFirst() {
            return !interruptible;
        }

        @Override
        void check(boolean returned, @Nullable Object result) {
            assertThat(ended.get()).isEqualTo(begun.get());
            assertThat(begun.get() - interrupted.get()).isEqualTo(returned ? 1 : 0);
            assertThat(result).isEqualTo(returned ? "x" : null);
        }
    }

    private static final class Resolve extends Contract {
        private static final InetAddress[] SOME = {InetAddress.getLoopbackAddress()};
        private final CountDownLatch answer = new CountDownLatch(1);

        @Override
        Async<?> operation() {
            return new Lookup("a host", host -> {
                try {
                    answer.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                return SOME;
            });
        }

        @Override
        void step() {
            answer.countDown();
        }

        @Override
        void check(boolean returned, @Nullable Object result) {
            assertThat(result).isEqualTo(returned ? List.of(SOME) : null);
        }
    }

    private static final class ReadStream extends Contract {
        private final BlockingQueue<Integer> come = new LinkedBlockingQueue<>();
        private final ByteBuffer buffer = ByteBuffer.allocate(1);
        private final StreamInput input = new StreamInput(new InputStream() {
            @Override
            public int read() throws IOException {
                try {
                    return come.take();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                into[offset] = (byte) read();
                return 1;
            }
        });

        @Override
        Async<?> operation() throws IOException {
            return input.read(buffer);
        }

        @Override
        void step() {
            come.add(1);
        }

        @Override
        void check(boolean returned, @Nullable Object result) throws Exception {
            assertThat(buffer.position()).isEqualTo(returned ? 1 : 0);
            come.add(2);
            for (int expected = returned ? 2 : 1; expected <= 2; expected++) {
                buffer.clear();
                join(Bobbin.start(input.read(buffer)));
                assertThat(buffer.flip()).isEqualTo(bytes(expected));
            }
        }
    }

    private static final class WriteStream extends Contract {
        private final CountDownLatch room = new CountDownLatch(1);
        private final BlockingQueue<Byte> written = new LinkedBlockingQueue<>();
        private final StreamOutput output = new StreamOutput(new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                write(new byte[] {(byte) value}, 0, 1);
            }

            @Override
            public void write(byte[] from, int offset, int length) throws IOException {
                try {
                    room.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                for (int i = 0; i < length; i++) {
                    written.add(from[offset + i]);
                }
            }
        });

        @Override
        Async<?> operation() throws IOException {
            return output.writeFully(bytes(1, 2));
        }

        @Override
        void step() {
            room.countDown();
        }

        @Override
        void check(boolean returned, @Nullable Object result) throws Exception {
            join(Bobbin.start(output.writeFully(bytes(3))));
            Byte[] all = written.toArray(new Byte[0]);
            if (returned || all.length > 1) {
                assertThat(all).containsExactly((byte) 1, (byte) 2, (byte) 3);
            } else {
                assertThat(all).containsExactly((byte) 3);
            }
        }
    }

    private static final class StartProcess extends Contract {
        private final long before = ProcessHandle.current().children().count();

        @Override
        Async<?> operation() {
            return ChildProcess.start(new ProcessBuilder("cat"));
        }

        @Override
        int steps() {
            return 0;
        }

        @Override
        void check(boolean returned, @Nullable Object result) throws Exception {
            if (returned) {
                ChildProcess child = (ChildProcess) result;
                assertThat(child.isAlive()).isTrue();
                child.close();
                join(Bobbin.start(child.exit()));
            }
            assertThat(ProcessHandle.current().children().count()).isEqualTo(before);
        }
    }

    private static final class ExitProcess extends Contract {
        private final ChildProcess child = Bobbin.run(() -> ChildProcess.start(new ProcessBuilder("cat")));

        @Override
        Async<?> operation() {
            return child.exit();
        }

        @Override
        void step() throws Exception {
            child.input().close();
        }

        @Override
        void check(boolean returned, @Nullable Object result) throws Exception {
            assertThat(returned ? result : join(Bobbin.start(child.exit()))).isEqualTo(0);
        }

        @Override
        public void close() throws Exception {
            child.close();
            join(Bobbin.start(child.exit()));
        }
    }

    private static final class OpenFile extends Contract {
        private final Path path = Files.createTempDirectory("contract").resolve("file");

        OpenFile() throws IOException {}

        @Override
        Async<?> operation() {
            return AsyncFile.open(path, WRITE, CREATE_NEW);
        }

        @Override
        int steps() {
            return 0;
        }

        @Override
        void check(boolean returned, @Nullable Object result) throws Exception {
            assertThat(Files.exists(path)).isEqualTo(returned);
            if (returned) {
                ((AsyncFile) result).close();
            }
        }

        @Override
        public void close() throws IOException {
            Files.deleteIfExists(path);
            Files.delete(path.getParent());
        }
    }

    /** Nothing that such an operation waits for can be held up. */
    private static final class OnFile extends Contract {
        private static final int SIZE = 3;
        private final String verb;
        private final Path path = Files.createTempFile("contract", null);
        private final ByteBuffer buffer = ByteBuffer.allocate(SIZE);
        private final AsyncFile file;

        OnFile(String verb) throws IOException {
            this.verb = verb;
            Files.write(path, new byte[] {1, 2, 3});
            file = Bobbin.run(() -> AsyncFile.open(path, READ, WRITE));
        }

        @Override
        Async<?> operation() throws IOException {
            return switch (verb) {
                case "read" -> file.read(buffer, 0);
                case "readFully" -> file.readFully(buffer, 0);
                case "writeFully" -> file.writeFully(bytes(4, 5, 6), 0);
                case "truncate" -> file.truncate(1);
                case "size" -> file.size();
                case "force" -> file.force(true);
                default -> throw new AssertionError(verb);
            };
        }

        @Override
        int steps() {
            return 0;
        }

        @Override
        void check(boolean returned, @Nullable Object result) throws Exception {
            assertThat(file.isOpen()).isTrue();
            if (verb.startsWith("read")) {
                assertThat(buffer.flip()).isEqualTo(returned ? bytes(1, 2, 3) : bytes());
            }
            if (verb.equals("size") && returned) {
                assertThat(result).isEqualTo((long) SIZE);
            }
            byte[] expected = {1, 2, 3};
            if (returned && verb.equals("writeFully")) {
                expected = new byte[] {4, 5, 6};
            } else if (returned && verb.equals("truncate")) {
                expected = new byte[] {1};
            }
            assertThat(Files.readAllBytes(path)).isEqualTo(expected);
        }

        @Override
        public void close() throws IOException {
            file.close();
            Files.delete(path);
        }
    }
}

package dev.bobbin.loom;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Bridge;
import dev.bobbin.Scheduler;
import dev.bobbin.Task;
import dev.bobbin.net.Tcp;
import dev.bobbin.net.TcpConnection;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Parsers that nobody here wrote read a thousand documents at a time on two workers, from connections on which these come in pieces. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ParsersTest {
    private static final int DOCUMENTS = 1_000;

    /** Where each has a thread of the blocking pool there are at most 256. */
    private static final int AT_ONCE = Runtime.version().feature() < 21 ? 200 : DOCUMENTS;

    private static final int ITEMS = 100;
    private static final String TEXT = "größer als ein Byte: \u2192 \ud83e\uddf5";

    private final Scheduler scheduler = Scheduler.workers(2);

    @AfterEach
    void close() {
        assertThat(scheduler.close(Duration.ofSeconds(30))).isEmpty();
    }

    /** What was in a document. */
    private record Content(long id, int items, long sum, boolean sameText) {
        static Content expected(int id) {
            return new Content(id, ITEMS, IntStream.range(id, id + ITEMS).sum(), true);
        }
    }

    private enum Kind {
        JACKSON("{\"id\":%d,\"items\":[", ",", "{\"n\":%d,\"text\":\"" + TEXT + "\"}", "]}") {
            private final JsonFactory factory = new JsonFactory();

            @Override
            Content parse(InputStream in, Runnable begun) throws IOException {
                long id = -1;
                int items = 0;
                long sum = 0;
                boolean sameText = true;
                try (JsonParser parser = factory.createParser(in)) {
                    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                        if (token == JsonToken.VALUE_NUMBER_INT
                                && parser.currentName().equals("id")) {
                            id = parser.getLongValue();
                            begun.run();
                        } else if (token == JsonToken.VALUE_NUMBER_INT) {
                            items++;
                            sum += parser.getLongValue();
                        } else if (token == JsonToken.VALUE_STRING) {
                            sameText &= parser.getText().equals(TEXT);
                        }
                    }
                }
                return new Content(id, items, sum, sameText);
            }
        },

        STAX(
                "<?xml version='1.0' encoding='UTF-8'?><items id='%d'>",
                "\n", "<item n='%d'>" + TEXT + "</item>", "</items>") {
            @Override
            Content parse(InputStream in, Runnable begun) throws Exception {
                long id = -1;
                int items = 0;
                long sum = 0;
                boolean sameText = true;
                XMLStreamReader parser = XMLInputFactory.newDefaultFactory().createXMLStreamReader(in);
                while (parser.hasNext()) {
                    if (parser.next() == XMLStreamConstants.START_ELEMENT) {
                        if (parser.getLocalName().equals("items")) {
                            id = Long.parseLong(parser.getAttributeValue(null, "id"));
                            begun.run();
                        } else {
                            items++;
                            sum += Long.parseLong(parser.getAttributeValue(null, "n"));
                            sameText &= parser.getElementText().equals(TEXT);
                        }
                    }
                }
                parser.close();
                return new Content(id, items, sum, sameText);
            }
        };

        private final String start;
        private final String between;
        private final String item;
        private final String end;

        Kind(String start, String between, String item, String end) {
            this.start = start;
            this.between = between;
            this.item = item;
            this.end = end;
        }

        byte[] document(int id) {
            List<String> items =
                    IntStream.range(id, id + ITEMS).mapToObj(item::formatted).toList();
            return (start.formatted(id) + String.join(between, items) + end).getBytes(UTF_8);
        }

        /** How many bytes have the id and nothing of an item's text. */
        int beginning() {
            return start.length() + 4;
        }

        /** @param begun is run when the document's id has been read */
        abstract Content parse(InputStream in, Runnable begun) throws Exception;
    }

    private static Content fetch(Kind kind, InetSocketAddress address, Runnable begun) throws Exception {
        try (TcpConnection connection = Tcp.connect(address).await()) {
            return kind.parse(connection.input(), begun);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void documents_thatComeInPieces_areAllInsideTheParserAtOnce(Kind kind) throws Exception {
        long seed = Long.getLong("bobbin.seed", System.nanoTime());
        System.out.println("bobbin.seed=" + seed);
        Random random = new Random(seed);
        try (ServerSocket server = new ServerSocket(0, AT_ONCE, InetAddress.getLoopbackAddress())) {
            InetSocketAddress address = (InetSocketAddress) server.getLocalSocketAddress();
            for (int first = 0; first < DOCUMENTS; first += AT_ONCE) {
                CountDownLatch inside = new CountDownLatch(AT_ONCE);
                List<Task<Content>> tasks = new ArrayList<>();
                for (int i = 0; i < AT_ONCE; i++) {
                    tasks.add(scheduler.start(Bridge.run(() -> fetch(kind, address, inside::countDown))));
                }
                serve(kind, server, first, inside, random);

                List<Content> contents = new ArrayList<>(scheduler.run(() -> Async.all(tasks)));
                contents.sort((a, b) -> Long.compare(a.id(), b.id()));
                assertThat(contents)
                        .isEqualTo(IntStream.range(first, first + AT_ONCE)
                                .mapToObj(Content::expected)
                                .toList());
            }
        }
    }

    /** Sends a part of each document, the rest when the parsers are inside all of them. */
    private void serve(Kind kind, ServerSocket server, int first, CountDownLatch inside, Random random)
            throws Exception {
        List<Reply> replies = new ArrayList<>();
        try {
            for (int i = 0; i < AT_ONCE; i++) {
                replies.add(new Reply(server.accept(), kind.document(first + i)));
            }
            for (Reply reply : replies) {
                reply.sendUpTo(kind.beginning(), random);
            }
            inside.await();
            while (scheduler.ledger().parked() < AT_ONCE) { // soon
                Thread.onSpinWait();
            }
            assertThat(scheduler.ledger().parked()).isEqualTo(AT_ONCE);
            scheduler.run(() -> Bobbin.yieldNow()); // the workers are free
            for (Reply reply : replies) {
                reply.sendUpTo(reply.document.length, random);
            }
        } finally {
            for (Reply reply : replies) {
                reply.socket.close();
            }
        }
    }

    private static final class Reply {
        private final Socket socket;
        private final byte[] document;
        private int sent;

        Reply(Socket socket, byte[] document) throws IOException {
            this.socket = socket;
            this.document = document;
            socket.setTcpNoDelay(true);
        }

        void sendUpTo(int end, Random random) throws IOException {
            OutputStream out = socket.getOutputStream();
            while (sent < end) {
                int n = Math.min(end - sent, 1 + random.nextInt(700));
                out.write(Arrays.copyOfRange(document, sent, sent + n));
                sent += n;
            }
        }
    }
}

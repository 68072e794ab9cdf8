package com.acme.accounts;

import static dev.bobbin.Async.done;
import static io.netty.handler.codec.http.HttpResponseStatus.BAD_REQUEST;
import static io.netty.handler.codec.http.HttpResponseStatus.CONFLICT;
import static io.netty.handler.codec.http.HttpResponseStatus.METHOD_NOT_ALLOWED;
import static io.netty.handler.codec.http.HttpResponseStatus.NOT_FOUND;
import static io.netty.handler.codec.http.HttpResponseStatus.OK;

import dev.bobbin.Async;
import dev.bobbin.AsyncSupplier;
import dev.bobbin.netty.http.Http;
import dev.bobbin.netty.http.HttpServer;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** {@code GET} and {@code POST /accounts/NAME}; {@code GET /day} is answered when the day has ended. */
final class Service {
    private static final String ACCOUNTS = "/accounts/";

    private final Accounts accounts = new Accounts();
    private final AsyncSupplier<String> endOfDay;

    Service(AsyncSupplier<String> endOfDay) {
        this.endOfDay = endOfDay;
    }

    Async<HttpServer> listen(EventLoopGroup group) throws IOException {
        return HttpServer.over(new ServerBootstrap()
                        .group(group)
                        .channel(NioServerSocketChannel.class)
                        .option(ChannelOption.SO_BACKLOG, 1000))
                .listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), request -> answer(request));
    }

    private Async<FullHttpResponse> answer(FullHttpRequest request) throws Exception {
        if (request.uri().equals("/day")) {
            return done(Http.text(OK, endOfDay.get().await()));
        }
        if (!request.uri().startsWith(ACCOUNTS)) {
            return done(Http.text(NOT_FOUND, "no such page"));
        }
        String name = request.uri().substring(ACCOUNTS.length());
        if (request.method().equals(HttpMethod.GET)) {
            return done(Http.text(OK, accounts.balance(name).await().toString()));
        }
        if (!request.method().equals(HttpMethod.POST)) {
            return done(Http.text(METHOD_NOT_ALLOWED, "GET or POST"));
        }
        try {
            int amount = Integer.parseInt(request.content().toString(StandardCharsets.UTF_8));
            return done(Http.text(OK, accounts.add(name, amount).await().toString()));
        } catch (NumberFormatException e) {
            return done(Http.text(BAD_REQUEST, "not an amount"));
        } catch (Accounts.Overdrawn e) {
            return done(Http.text(CONFLICT, e.getMessage()));
        }
    }
}

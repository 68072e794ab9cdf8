package dev.bobbin.it.migration

import java.util.concurrent.CompletableFuture
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.DelicateCoroutinesApi
import kotlinx.coroutines.GlobalScope
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.future.await
import kotlinx.coroutines.future.future
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.selects.select
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.withContext
import kotlinx.coroutines.yield

/** Streams, channels, locks and clean-up, with Kotlin's coroutines; and both ways between these and Bobbin's. */
class BeforeKotlin(private val shops: Shops) {
    private val kotlin = InKotlin(shops)
    private val bobbin = InBobbin(shops)

    fun bargains(names: List<String>, most: Int): Flow<String> = flow {
        for (name in names) {
            val price = kotlin.price(name)
            if (price <= most) {
                emit("$name $price")
            }
        }
    }

    suspend fun twoBargains(names: List<String>, most: Int): List<String> = bargains(names, most).take(2).toList()

    suspend fun served(orders: Channel<String>, closing: Channel<Unit>): List<String> {
        val served = mutableListOf<String>()
        var open = true
        while (open) {
            select<Unit> {
                closing.onReceive { open = false }
                orders.onReceive { order -> served += kotlin.order(order) }
            }
        }
        return served
    }

    suspend fun open(): List<String> = coroutineScope {
        val orders = Channel<String>()
        val closing = Channel<Unit>()
        launch {
            orders.send("green")
            orders.send("old")
            closing.send(Unit)
        }
        served(orders, closing)
    }

    private val mutex = Mutex()
    private var takings = 0

    suspend fun take(shop: String) {
        mutex.withLock {
            val before = takings
            takings = before + kotlin.price(shop)
        }
    }

    suspend fun takings(names: List<String>): Int {
        coroutineScope {
            names.forEach { launch { take(it) } }
        }
        return takings
    }

    suspend fun keep(item: String) {
        shops.reserve(item)
        try {
            awaitCancellation()
        } finally {
            withContext(NonCancellable) {
                yield() // any suspension, here, would throw without NonCancellable
                shops.release(item)
            }
        }
    }

    suspend fun keepCarelessly(item: String) {
        shops.reserve(item)
        try {
            awaitCancellation()
        } finally {
            try {
                yield()
                shops.release(item)
            } catch (e: CancellationException) {
                shops.reserve("$item for ever")
                throw e
            }
        }
    }

    suspend fun orderByBobbin(shop: String): String = bobbin.order(shop).toFuture().await()

    @OptIn(DelicateCoroutinesApi::class)
    fun orderAsFuture(shop: String): CompletableFuture<String> = GlobalScope.future { kotlin.order(shop) }

    @OptIn(DelicateCoroutinesApi::class)
    fun start(block: suspend BeforeKotlin.() -> Unit): CompletableFuture<Unit> = GlobalScope.future { block() }

    /** For tests in Java. */
    companion object {
        @JvmStatic
        fun twoBargainsNow(shops: Shops, names: List<String>, most: Int) = runBlocking { BeforeKotlin(shops).twoBargains(names, most) }

        @JvmStatic
        fun openNow(shops: Shops) = runBlocking { BeforeKotlin(shops).open() }

        @JvmStatic
        fun takingsNow(shops: Shops, names: List<String>) = runBlocking { BeforeKotlin(shops).takings(names) }

        @JvmStatic
        fun orderByBobbinNow(shops: Shops, shop: String) = runBlocking { BeforeKotlin(shops).orderByBobbin(shop) }

        @JvmStatic
        fun keeping(shops: Shops, item: String) = BeforeKotlin(shops).start { keep(item) }

        @JvmStatic
        fun keepingCarelessly(shops: Shops, item: String) = BeforeKotlin(shops).start { keepCarelessly(item) }

        /** Sells by Bobbin, in Kotlin's coroutine. */
        @JvmStatic
        fun selling(shops: Shops, item: String) = BeforeKotlin(shops).start { bobbin.sell(item).toFuture().await() }
    }
}

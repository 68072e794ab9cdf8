package dev.bobbin.it.migration

import dev.bobbin.it.migration.Shops.NoAnswer
import java.time.Duration
import java.util.concurrent.TimeoutException
import kotlinx.coroutines.DelicateCoroutinesApi
import kotlinx.coroutines.GlobalScope
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.future.await
import kotlinx.coroutines.future.future
import kotlinx.coroutines.sync.Semaphore
import kotlinx.coroutines.sync.withPermit
import kotlinx.coroutines.withTimeoutOrNull

/** Before, with Kotlin's coroutines. */
class InKotlin(private val shops: Shops) {

    suspend fun price(shop: String): Int = shops.price(shop).await()

    suspend fun order(shop: String): String =
        try {
            val price = price(shop)
            shops.pay(price).await()
        } catch (e: NoAnswer) {
            "nothing: ${e.message}"
        }

    suspend fun both(one: String, other: String): Int = coroutineScope {
        val first = async { price(one) }
        val second = async { price(other) }
        first.await() + second.await()
    }

    suspend fun cheapest(names: List<String>, limit: Duration): Int =
        withTimeoutOrNull(limit.toMillis()) {
            names.map { async { price(it) } }.awaitAll().min()
        } ?: throw TimeoutException()

    suspend fun patiently(shop: String): Int {
        var pause = 1L
        repeat(2) {
            try {
                return price(shop)
            } catch (e: NoAnswer) {
                delay(pause)
                pause *= 2
            }
        }
        return price(shop)
    }

    suspend fun prices(names: List<String>, limit: Int): List<Int> = coroutineScope {
        val permits = Semaphore(limit)
        names.map { async { permits.withPermit { price(it) } } }.awaitAll()
    }

    suspend fun sell(item: String): Int {
        shops.reserve(item)
        try {
            return shops.payment(item).await()
        } finally {
            shops.release(item)
        }
    }

    companion object {
        @JvmStatic
        @OptIn(DelicateCoroutinesApi::class)
        fun programs(shops: Shops): Programs {
            val p = InKotlin(shops)
            return Programs(
                { shop -> GlobalScope.future { p.order(shop) } },
                { one, other -> GlobalScope.future { p.both(one, other) } },
                { names, limit -> GlobalScope.future { p.cheapest(names, limit) } },
                { shop -> GlobalScope.future { p.patiently(shop) } },
                { names, limit -> GlobalScope.future { p.prices(names, limit) } },
                { item -> GlobalScope.future { p.sell(item) } },
            )
        }
    }
}

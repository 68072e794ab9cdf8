package app

import dev.bobbin.Async
import dev.bobbin.Bobbin

/** A coroutine that Kotlin's compiler wrote, between two of Java's. */
object Twice {
    @JvmStatic
    fun of(x: Int): Async<Int> {
        val one: Int = Lib.plusOne(x).await()
        Bobbin.yieldNow().await()
        val other: Int = Lib.plusOne(x).await()
        return Async.done(one + other)
    }
}

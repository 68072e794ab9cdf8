package dev.bobbin.lab.resume

import dev.bobbin.lab.drive.Woken
import kotlin.coroutines.Continuation
import kotlin.coroutines.EmptyCoroutineContext
import kotlin.coroutines.intrinsics.COROUTINE_SUSPENDED
import kotlin.coroutines.intrinsics.suspendCoroutineUninterceptedOrReturn
import kotlin.coroutines.resume
import kotlin.coroutines.startCoroutine

/** A chain of [Chains], so many calls deep, by the bare continuations of the language: no dispatcher, no job, nothing that could be cancelled. It waits from the beginning. */
class KotlinChain(depth: Int) : Woken {
    private lateinit var waiting: Continuation<Int>
    private var answer = -1L

    init {
        val code: suspend () -> Long = { chain(depth) }
        code.startCoroutine(Continuation(EmptyCoroutineContext) { answer = it.getOrThrow() })
    }

    override fun wake() = waiting.resume(1)

    override fun end(): Long {
        waiting.resume(0)
        return answer
    }

    private suspend fun signal(): Int = suspendCoroutineUninterceptedOrReturn {
        waiting = it
        COROUTINE_SUSPENDED
    }

    private suspend fun leaf(): Long {
        var sum = 0L
        while (true) {
            val value = signal()
            if (value == 0) {
                return sum
            }
            sum += value
        }
    }

    private suspend fun chain(depth: Int): Long = if (depth == 1) leaf() else chain(depth - 1) + 1
}

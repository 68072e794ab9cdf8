package dev.bobbin.lab.coroutine

import kotlin.coroutines.Continuation
import kotlin.coroutines.EmptyCoroutineContext
import kotlin.coroutines.intrinsics.COROUTINE_SUSPENDED
import kotlin.coroutines.intrinsics.createCoroutineUnintercepted
import kotlin.coroutines.intrinsics.suspendCoroutineUninterceptedOrReturn
import kotlin.coroutines.resume

/** A coroutine that gives back what it gets, and at the end how often it did, by the bare continuations of the language, as its library makes sequences of them. */
class KotlinEcho {
    private var message: Any? = null
    private var start: Continuation<Unit>?
    private lateinit var waiting: Continuation<Any>

    init {
        val code: suspend () -> Any = { echo() }
        start = code.createCoroutineUnintercepted(Continuation(EmptyCoroutineContext) { message = it.getOrThrow() })
    }

    /** Runs it until it yields or ends; what it gives. */
    fun resume(given: Any): Any {
        val first = start
        if (first != null) {
            start = null
            message = given
            first.resume(Unit)
        } else {
            waiting.resume(given)
        }
        return message!!
    }

    private suspend fun echo(): Any {
        var given = 0L
        var next = message!!
        while (next !== Message.END) {
            given++
            next = yield(next)
        }
        return given
    }

    private suspend fun yield(value: Any): Any = suspendCoroutineUninterceptedOrReturn {
        message = value
        waiting = it
        COROUTINE_SUSPENDED
    }
}

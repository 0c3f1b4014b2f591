import { newKey, Problem } from '../../client/index.ts'

export type Key = ReturnType<typeof newKey>

/** Sends a command; `what` says which: the same again is the same command. */
export type Once = <Done>(what: unknown, send: (key: Key) => Promise<Done>) => Promise<Done>

/**
 * Makes a command happen once. Where the answer to it was lost nobody knows whether it happened, so
 * that the same command asked for again is the first request again: with its key, and with the body
 * that it had, since what is shown may have changed meanwhile.
 */
export function createOnce(): Once {
  let open: { what: string; send: () => Promise<unknown> } | undefined
  return async <Done>(what: unknown, send: (key: Key) => Promise<Done>) => {
    const text = JSON.stringify(what) ?? ''
    if (open?.what !== text) {
      const key = newKey()
      open = { what: text, send: () => send(key) }
    }
    const sent = open
    const close = () => {
      if (open === sent) open = undefined
    }
    try {
      const done = (await sent.send()) as Done
      close()
      return done
    } catch (error) {
      if (isAnswer(error)) close()
      throw error
    }
  }
}

/** A refusal is known not to have happened; a silent server, or a troubled one, tells nothing. */
function isAnswer(error: unknown): boolean {
  if (!(error instanceof Problem) || error.code === 'idempotency_key_in_use') return false
  return error.status > 0 && error.status < 500
}

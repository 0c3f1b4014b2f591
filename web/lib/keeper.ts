import { Problem } from '../../client/index.ts'

/** What the server keeps of a person, with the version that the next change needs. */
export type Own<Liked> = { version: number; preferences: Liked }

type Server<Liked> = {
  read(): Promise<Own<Liked> | undefined>
  write(version: number, fields: Partial<Liked>): Promise<Own<Liked>>
}

export type Keeper<Liked> = {
  /** What the server has said by itself. */
  learn(own: Own<Liked>): Promise<void>
  /** What a person has changed here. */
  keep(fields: Partial<Liked>): Promise<void>
}

/**
 * Keeps at the server what a person likes: one change after the other, each on the version before.
 * Where it has been changed elsewhere meanwhile, what the server has is taken. While the server
 * cannot be reached changes wait for the next word from it; before its first, nobody is signed in.
 */
export function createKeeper<Liked extends object>(
  { read, write }: Server<Liked>,
  take: (preferences: Liked) => void,
): Keeper<Liked> {
  let version: number | undefined
  let waiting: Partial<Liked> = {}
  let isWriting = false

  const accept = (own: Own<Liked> | undefined) => {
    if (!own) return
    version = own.version
    take({ ...own.preferences, ...waiting })
  }
  const send = async (known: number, fields: Partial<Liked>): Promise<boolean> => {
    try {
      accept(await write(known, fields))
      return true
    } catch (error) {
      if (isRefusal(error)) accept(await read().catch(() => undefined))
      else waiting = { ...fields, ...waiting }
      return isRefusal(error)
    }
  }
  const sendAll = async () => {
    if (isWriting) return
    isWriting = true
    let goesOn = true
    while (goesOn && version !== undefined && Object.keys(waiting).length > 0) {
      const fields = waiting
      waiting = {}
      // Each change is made on the version that the one before has led to.
      // oxlint-disable-next-line no-await-in-loop
      goesOn = await send(version, fields)
    }
    isWriting = false
  }
  return {
    learn(own) {
      // What was asked before a change and answered after it is old.
      if (!isWriting && own.version >= (version ?? 0)) accept(own)
      return sendAll()
    },
    keep(fields) {
      if (version === undefined) return Promise.resolve()
      waiting = { ...waiting, ...fields }
      return sendAll()
    },
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof Problem && error.status > 0 && error.status < 500
}

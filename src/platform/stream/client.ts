import type { ServerResponse } from 'node:http'
import type { Scope } from '../../lib/scope.ts'
import type { Entry } from './log.ts'
import { idOf, isPast, type Place } from './place.ts'
import { hears, type Topic } from './topics.ts'

/** Bytes that wait for a client at most, but for the entry that goes beyond. */
const MOST_WAITING = 262_144
/** So many characters are handed on together. */
const PIECE = 32_768

/**
 * One open connection: writes what its caller may hear and remembers how far it was told. Nothing
 * is kept for one who does not read: beyond a limit it is left out and told to begin anew.
 */
export type StreamClient = {
  place: Place
  scope: Scope
  readonly topics: ReadonlySet<Topic>
  /** True once nothing more can be written. */
  readonly isClosed: boolean
  /** True from when it had too much before it until it has read all of that. */
  readonly isBehind: boolean
  /**
   * Tells it what is new in the log `index`, up to `upTo`. False where that was too much: then its
   * place is where it stopped.
   */
  tell(
    index: number,
    page: { entries: readonly Entry[]; upTo: Place[number] },
    channelOf: ReadonlyMap<string, number>,
  ): boolean
  /** Writes a message that names the place of the client. */
  say(event: 'ready' | 'beat' | 'reset' | 'presence', data: object): void
  /** Resolves when what was written is on its way. */
  drained(): Promise<void>
  /** Ends the connection: what was written still goes out, unless it is stuck. */
  end(): void
  destroy(): void
}

/** `onRead` is called when a client that was behind has read what was before it. */
export function createClient(
  raw: ServerResponse,
  of: {
    topics: ReadonlySet<Topic>
    scope: Scope
    place: Place
    onRead: () => void
  },
): StreamClient {
  let { place, scope } = of
  let isBehind = false

  function write(text: string): void {
    if (raw.destroyed || raw.writableEnded) return
    raw.write(text)
    if (isBehind || raw.writableLength <= MOST_WAITING) return
    isBehind = true
    raw.once('drain', () => {
      isBehind = false
      of.onRead()
    })
  }

  /** One entry as it is sent; its id stands with the last message, so that none of it is lost. */
  function messagesOf(entry: Entry, index: number, channelOf: ReadonlyMap<string, number>): string {
    const tells = entry.tells.filter(
      (told) => of.topics.has(told.topic) && hears(scope, told, channelOf),
    )
    return tells
      .map((told, i) => {
        const data = { ...told, within: undefined }
        const id = i === tells.length - 1 ? idOf(place.with(index, entry.at)) : undefined
        return messageOf('change', data, id)
      })
      .join('')
  }

  return {
    get place() {
      return place
    },
    set place(next) {
      place = next
    },
    get scope() {
      return scope
    },
    set scope(next) {
      scope = next
    },
    topics: of.topics,
    get isClosed() {
      return raw.destroyed || raw.writableEnded
    },
    get isBehind() {
      return isBehind
    },
    tell(index, { entries, upTo }, channelOf) {
      let text = ''
      for (const entry of entries.filter(({ at }) => isPast(at, place[index]!))) {
        const messages = messagesOf(entry, index, channelOf)
        if (messages !== '' && isBehind) return false
        text += messages
        place = place.with(index, entry.at)
        if (text.length < PIECE) continue
        write(text)
        text = ''
      }
      if (isPast(upTo, place[index]!)) place = place.with(index, upTo)
      if (text !== '') write(text)
      return true
    },
    say: (event, data) => write(messageOf(event, data, idOf(place))),
    async drained() {
      if (!raw.writableNeedDrain || raw.destroyed) return
      await new Promise<void>((resolve) => {
        const done = () => {
          raw.off('drain', done)
          raw.off('close', done)
          resolve()
        }
        raw.on('drain', done)
        raw.on('close', done)
      })
    },
    end() {
      if (raw.writableLength > 0) raw.destroy()
      else raw.end()
    },
    destroy: () => raw.destroy(),
  }
}

function messageOf(event: string, data: object, id: string | undefined): string {
  const named = id === undefined ? '' : `id: ${id}\n`
  return `event: ${event}\n${named}data: ${JSON.stringify(data)}\n\n`
}

import type { Static, TSchema } from 'typebox'
import type { Told } from '../stream/topics.ts'

/**
 * An event type as the module that tells it declares it. Fields are added, never changed or taken
 * away; where that is not enough the version rises, and the older one stays declared as long as it
 * stands in a log.
 */
export type EventType<
  Subject extends string | null = string | null,
  Data extends TSchema = TSchema,
> = {
  /** What happened, in the past tense: `order.placed`. */
  type: string
  version: number
  /** One sentence for the guide. */
  says: string
  /** Whose timeline it belongs to: `order`; null for what has none. */
  subject: Subject
  /** Closed, and ids only: never personal data. */
  data: Data
  /** What those hear who watch (`GET /v1/stream`); left out where nobody is to hear of it. */
  tells?(event: { subject: SubjectOf<Subject>; data: Static<Data> }): Told[]
}

/** The id of what an event is about, null where its type has no subject. */
type SubjectOf<Subject> = Subject extends null ? null : string

/** The data of an event type. */
export type DataOf<Type extends EventType> = Static<Type['data']>

/** One event on its way into the log; its type is named once for all that are saved together. */
export type NewEvent<Type extends EventType = EventType> = {
  id: string
  /** The id of the order, hold or task that the type names as its subject. */
  subject: SubjectOf<Type['subject']>
  actor: string
  data: DataOf<Type>
  occurredAt: Temporal.Instant
}

/** Declares an event type; `src/modules.ts` lists all of them. */
export function defineEvent<
  const Type extends string,
  const Subject extends string | null,
  Data extends TSchema,
>(
  type: Type,
  version: number,
  of: Omit<EventType<Subject, Data>, 'type' | 'version'>,
): EventType<Subject, Data> & { type: Type } {
  return { type, version, ...of }
}

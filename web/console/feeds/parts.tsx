import { useFormats } from '../../lib/session.tsx'
import { Pill } from '../../ui/pill.tsx'
import { Facts } from '../../ui/steps.tsx'
import { Ago, Moment } from '../../ui/values.tsx'
import { usePlaces } from '../inventory/use-places.ts'
import { useWords } from '../words/index.ts'
import { FEED_TONES } from './said.ts'
import type { Feed } from './use-feeds.ts'
import css from './feeds.module.css'

const SECOND_MS = 1000

/** How long it was read; what takes less than a second is not worth a word. */
function tookMs({ receivedAt, finishedAt }: Feed): number {
  return finishedAt === null ? 0 : Date.parse(finishedAt) - Date.parse(receivedAt)
}

/** How it ended, and what that means. */
export function FeedStanding({ feed: { state, receivedAt } }: { feed: Feed }) {
  const { feeds: said } = useWords()
  return (
    <div className={css['standing']}>
      <div className="line">
        <Pill tone={FEED_TONES[state]}>{said.feedStates[state]}</Pill>
        <span className="quiet">
          <Ago at={receivedAt} />
        </span>
      </div>
      {said.stateSays[state] !== '' && <p>{said.stateSays[state]}</p>}
    </div>
  )
}

/** What the feed says of itself, and what came of it. */
export function FeedFacts({ feed }: { feed: Feed }) {
  const { feeds: said } = useWords()
  const { number } = useFormats()
  const { nameOf } = usePlaces()
  const { facts } = said
  const { location, asOf, containsUpTo, receivedAt } = feed
  return (
    <Facts
      facts={[
        [facts.source, <bdi key="source">{feed.source}</bdi>],
        [facts.place, location === null ? said.several : nameOf(location)],
        [facts.kind, said.kinds[feed.kind]],
        [facts.number, said.numbers[feed.number]],
        [facts.asOf, <Moment key="at" at={asOf} />],
        ...(containsUpTo === asOf
          ? []
          : [[facts.contains, <Moment key="upTo" at={containsUpTo} />] as const]),
        [facts.received, <Moment key="got" at={receivedAt} />],
        ...(tookMs(feed) < SECOND_MS
          ? []
          : [[facts.took, <Took key="took" feed={feed} />] as const]),
        [facts.rows, number(feed.rows)],
        [facts.changed, number(feed.changed)],
        ...(feed.zeroed === 0 ? [] : [[facts.zeroed, number(feed.zeroed)] as const]),
        [facts.refused, <Count key="refused" count={feed.refused} />],
        ...(feed.overtaken === 0 ? [] : [[facts.overtaken, number(feed.overtaken)] as const]),
      ]}
    />
  )
}

function Count({ count }: { count: number }) {
  const { number } = useFormats()
  return <span className={count > 0 ? css['bad'] : undefined}>{number(count)}</span>
}

/** How long it was read: seconds, or what people say of longer times. */
function Took({ feed }: { feed: Feed }) {
  const { language, age } = useFormats()
  const ms = tookMs(feed)
  if (ms >= 60 * SECOND_MS) return age(ms)
  const seconds = { style: 'unit', unit: 'second', unitDisplay: 'short' } as const
  return new Intl.NumberFormat(language, seconds).format(Math.round(ms / SECOND_MS))
}

import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useFormats, useSession } from '../../lib/session.tsx'
import { useLetters } from '../../lib/use-letters.ts'
import { useNow } from '../../lib/use-now.ts'
import { Button } from '../../ui/button.tsx'
import { Pill } from '../../ui/pill.tsx'
import { Peek } from '../../ui/screen.tsx'
import { Facts } from '../../ui/steps.tsx'
import { Ago, Moment } from '../../ui/values.tsx'
import { usePlaces } from '../inventory/use-places.ts'
import { durationWords } from '../locations/edit.ts'
import { useWords } from '../words/index.ts'
import { percentIn } from './columns.tsx'
import { LastFeeds } from './last-feeds.tsx'
import { dueAt, stateOf, WATCH_TONES } from './said.ts'
import type { Watch } from './use-feeds.ts'
import { WatchForm } from './watch-form.tsx'

type Props = { watch: Watch; onClose: () => void; onStep: (by: 1 | -1) => void }

/** One system that feeds one location: how it stands, and what came of it last. */
export function WatchPeek({ watch, onClose, onStep }: Props) {
  const { feeds: said, shell } = useWords()
  const { can } = useSession()
  const { nameOf } = usePlaces()
  const [isChanging, setChanging] = useState(false)
  const mayChange = can('stock:write')
  useLetters(mayChange ? { e: () => setChanging(true) } : {}, !isChanging)
  const name = said.feedOf(watch.source, nameOf(watch.location))
  return (
    <Peek
      title={name}
      label={name}
      closeLabel={shell.close}
      onClose={onClose}
      onStep={onStep}
      stepLabels={{ before: shell.before, after: shell.after }}
      actions={
        mayChange && (
          <Button icon="edit" letter="E" onClick={() => setChanging(true)}>
            {watch.everyMinutes === null ? said.set : said.change}
          </Button>
        )
      }
    >
      <Standing watch={watch} />
      <WatchFacts watch={watch} />
      <LastFeeds location={watch.location} source={watch.source} />
      <nav className="line" aria-label={nameOf(watch.location)}>
        <Link to="/inventory" search={{ location: watch.location }}>
          {said.stock}
        </Link>
        {can('network:read') && (
          <Link to="/locations/$code" params={{ code: watch.location }} search={{}}>
            {said.location}
          </Link>
        )}
      </nav>
      {isChanging && <WatchForm watch={watch} watches={[]} onClose={() => setChanging(false)} />}
    </Peek>
  )
}

function Standing({ watch }: { watch: Watch }) {
  const { feeds: said } = useWords()
  const { language } = useFormats()
  const state = stateOf(watch)
  const isHolding = watch.overdue && watch.bufferPercent > 0
  return (
    <div className="line">
      <Pill tone={WATCH_TONES[state]}>{said.states[state]}</Pill>
      {isHolding && <span>{said.heldNow(percentIn(language, watch.bufferPercent))}</span>}
    </div>
  )
}

function WatchFacts({ watch }: { watch: Watch }) {
  const { feeds: said } = useWords()
  const formats = useFormats()
  const now = useNow()
  const { nameOf } = usePlaces()
  const { lastAsOf, lastReceivedAt, everyMinutes, bufferPercent } = watch
  const due = dueAt(watch)
  const late = watch.overdue && due !== undefined ? said.wasDue(formats.ago(due, now)) : undefined
  return (
    <Facts
      facts={[
        [said.facts.place, nameOf(watch.location)],
        [said.facts.source, <bdi key="source">{watch.source}</bdi>],
        [
          said.facts.lastAsOf,
          lastAsOf === null ? said.noNumbers : <Both key="last" at={lastAsOf} />,
        ],
        ...(lastReceivedAt === null
          ? []
          : [[said.facts.lastReceived, <Moment key="got" at={lastReceivedAt} />] as const]),
        [
          said.facts.every,
          everyMinutes === null ? said.unwatched : durationWords(formats.language, everyMinutes),
        ],
        ...(due === undefined
          ? []
          : [[said.facts.due, late ?? <Moment key="due" at={due} />] as const]),
        ...(everyMinutes === null
          ? []
          : [[said.facts.buffer, bufferText(bufferPercent, formats.language, said)] as const]),
      ]}
    />
  )
}

function bufferText(
  share: number,
  language: string,
  said: { nothingHeld: string; heldThen: (share: string) => string },
): string {
  return share === 0 ? said.nothingHeld : said.heldThen(percentIn(language, share))
}

/** When, and how long ago. */
function Both({ at }: { at: string }) {
  return (
    <>
      <Moment at={at} />{' '}
      <span className="quiet">
        · <Ago at={at} />
      </span>
    </>
  )
}

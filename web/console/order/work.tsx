import { useState } from 'react'
import { useSession } from '../../lib/session.tsx'
import { useNow } from '../../lib/use-now.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Menu } from '../../ui/overlay/menu.tsx'
import { Pill, type Tone } from '../../ui/pill.tsx'
import { Ago } from '../../ui/values.tsx'
import { useWords } from '../words/index.ts'
import { useOnOrder } from './context.ts'
import { DeclineDialog } from './decline-dialog.tsx'
import { ParcelRow } from './parcel.tsx'
import { isLate } from './progress.ts'
import type { Group, Work } from './types.ts'
import { useWork } from './use-work.ts'
import css from './group.module.css'

/** What one location was given: its step, since when, by when; and what its staff would press. */
export function WorkRow({ work, group }: { work: Work; group: Group }) {
  const { order: said } = useWords()
  const { names } = useOnOrder()
  const { can } = useSession()
  const now = useNow()
  const [isDeclining, setDeclining] = useState(false)
  const place = names.place(work.location)
  const isCollected = group.pickupLocation !== null
  const isOpen = work.state !== 'shipped' && work.state !== 'delivered'
  const { tone, key } = standOf(work, isCollected)
  return (
    <li className={css['work']}>
      <div className={css['workHead']}>
        <div className={css['workAbout']}>
          <strong>{place}</strong>
          <Pill tone={tone}>{said.work.states[key]}</Pill>
          {isLate(work, now) && <Pill tone="critical">{said.work.late}</Pill>}
          <span className="small">
            {said.work.given} <Ago at={work.createdAt} />
            {isOpen && work.dueAt !== null && (
              <>
                {', '}
                <Due at={work.dueAt} />
              </>
            )}
          </span>
        </div>
        {can('fulfilment:write') && (
          <WorkActions {...{ work, place, isCollected }} onDecline={() => setDeclining(true)} />
        )}
      </div>
      {work.parcels.map((parcel, index) => (
        <ParcelRow key={parcel.id} parcel={parcel} no={index + 1} />
      ))}
      {isDeclining && (
        <DeclineDialog work={work} group={group} onClose={() => setDeclining(false)} />
      )}
    </li>
  )
}

function Due({ at }: { at: string }) {
  const { order: said } = useWords()
  const { formats } = useSession()
  return (
    <time dateTime={at} title={formats.exact(at)}>
      {said.work.due(formats.moment(at))}
    </time>
  )
}

type StandKey = Work['state'] | 'accepted' | 'ready' | 'collected'

function standOf({ state, request }: Work, isCollected: boolean): { tone: Tone; key: StandKey } {
  if (state === 'open' && request === 'accepted') return { tone: 'moving', key: 'accepted' }
  if (state === 'open') return { tone: 'neutral', key: 'open' }
  if (state === 'packed' && isCollected) return { tone: 'waiting', key: 'ready' }
  if (state === 'delivered') return { tone: 'done', key: isCollected ? 'collected' : 'delivered' }
  return { tone: state === 'shipped' ? 'done' : 'moving', key: state }
}

function WorkActions(of: {
  work: Work
  place: string
  isCollected: boolean
  onDecline: () => void
}) {
  const { order: said } = useWords()
  const { work, place, onDecline } = of
  const { step, isBusy } = useWork(work)
  const leave = of.isCollected ? ('handovers' as const) : ('shipments' as const)
  const further = (
    [
      ['pick', 'picks'],
      ['pack', 'packings'],
      ['ship', leave],
    ] as const
  ).filter(([needs]) => work.can.includes(needs))
  return (
    <div className={css['workActions']}>
      {work.can.includes('accept') && (
        <Button busy={isBusy} onClick={() => void step('acceptances')}>
          {said.work.accept}
        </Button>
      )}
      {work.can.includes('decline') && <Button onClick={onDecline}>{said.work.decline}</Button>}
      {further.length > 0 && (
        <Menu
          trigger={<IconButton icon="more" label={said.work.more(place)} />}
          items={further.map(([, path]) => ({
            label: said.work[path],
            disabled: isBusy,
            onChoose: () => void step(path),
          }))}
        />
      )}
    </div>
  )
}

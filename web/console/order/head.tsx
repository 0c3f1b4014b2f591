import { useFormats, useSession } from '../../lib/session.tsx'
import { useNow } from '../../lib/use-now.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/states.tsx'
import { Moment, Money } from '../../ui/values.tsx'
import { statusOf } from '../orders/states.ts'
import { PriorityPill } from '../orders/priority-pill.tsx'
import { StatusPill } from '../orders/status-pill.tsx'
import { Presence } from '../shell/presence.tsx'
import { useWords } from '../words/index.ts'
import { useOnOrder } from './context.ts'
import { isLate } from './progress.ts'
import { actorText } from './told.ts'
import type { Hold } from './types.ts'
import { useHolds } from './use-holds.ts'
import { useChannel } from './use-order.ts'
import { useToldProblem } from './use-write.ts'
import { causeText } from './words-of.ts'
import css from './order.module.css'

/** Beside the number: how it stands, when and where it was placed, what it is worth. */
export function Told() {
  const { order: said } = useWords()
  const { order } = useOnOrder()
  const channel = useChannel(order.channel)
  const late = useIsLate()
  const status = statusOf({
    state: order.state,
    attention: late ? 'late' : null,
    methods: order.groups.map(({ method }) => method),
  })
  return (
    <div className={css['told']}>
      <StatusPill status={status} />
      <PriorityPill priority={order.priority} />
      <span className={css['also']}>
        {said.placed} <Moment at={order.placedAt} />
      </span>
      <span className={css['also']}>{channel?.name ?? order.channel}</span>
      <span className={css['about']}>
        <Money amount={order.total} currency={order.currency} />
      </span>
      <Presence record={`orders:${order.id}`} />
    </div>
  )
}

/** Whether a location has not done in time what it was given. */
function useIsLate(): boolean {
  const { works } = useOnOrder()
  const now = useNow()
  return works?.some((work) => isLate(work, now)) ?? false
}

/** What keeps the order back, for each hold: why, since when, by whom, and how to end it. */
export function Holds() {
  const { order } = useOnOrder()
  const open = order.holds.filter(({ releasedAt }) => releasedAt === null)
  return open.map((hold) => <HoldNotice key={hold.id} hold={hold} isOnly={open.length === 1} />)
}

function HoldNotice({ hold, isOnly }: { hold: Hold; isOnly: boolean }) {
  const { order: said } = useWords()
  const { order, names } = useOnOrder()
  const { can } = useSession()
  const formats = useFormats()
  const { release, isBusy, problem } = useHolds()
  useToldProblem(problem)
  const { cause, note, owner, dueAt, placedAt, placedBy } = hold
  const { holds } = said
  const who = actorText(placedBy, { words: said.told, people: names.people })
  const mayRelease = can('orders:write') && order.can.includes('release_hold')
  return (
    <Notice tone="attention">
      <div className={css['hold']}>
        <div>
          <strong>{causeText(cause, said)}</strong>
          {note !== null && <p>{note}</p>}
          <p className={css['holdBy']}>
            {holds.since} <Moment at={placedAt} /> · <bdi>{who}</bdi>
            {owner !== null && ` · ${holds.with(owner)}`}
            {dueAt !== null && ` · ${holds.until(formats.moment(dueAt))}`}
          </p>
        </div>
        {/* Where it is the only one, the button of the page does it. */}
        {mayRelease && !isOnly && (
          <Button busy={isBusy} onClick={() => void release([hold])}>
            {holds.one}
          </Button>
        )}
      </div>
    </Notice>
  )
}

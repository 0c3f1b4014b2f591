import { useFormats } from '../../lib/session.tsx'
import { Notice } from '../../ui/states.tsx'
import { useNames } from '../exceptions/use-names.ts'
import { useWords } from '../words/index.ts'
import type { Shadow } from './use-shadows.ts'
import css from '../simulator/simulator.module.css'

/** So far behind nobody needs to know. */
const LATE_S = 30

/** How far it is and how long it goes on, or why it has ended. */
export function Standing({ shadow }: { shadow: Shadow }) {
  const { shadows: said } = useWords()
  const { number, moment } = useFormats()
  const { who } = useNames()
  const { state, why, placed, compared, until, orders, secondsBehind } = shadow
  const counted = said.counted(number(compared), number(placed))
  if (state === 'ended' && why) {
    const at = moment(shadow.endedAt!)
    const ended = said.ended[why](at, who(shadow.endedBy!))
    return (
      <div className={css['progress']}>
        <span>{`${ended} ${counted}`}</span>
      </div>
    )
  }
  const behind = secondsBehind ?? 0
  const says = [
    counted,
    ...(until === null ? [] : [said.until(moment(until))]),
    ...(orders === null ? [] : [said.orders(number(orders))]),
    ...(until === null && orders === null ? [said.openEnd] : []),
  ]
  return (
    <>
      <div className={css['progress']}>
        {orders !== null && (
          <progress aria-label={counted} value={Math.min(1, compared / orders)} max={1} />
        )}
        <span>{says.join(' ')}</span>
      </div>
      {behind >= LATE_S && (
        <Notice tone="attention">{said.behind(number(Math.round(behind)))}</Notice>
      )}
    </>
  )
}

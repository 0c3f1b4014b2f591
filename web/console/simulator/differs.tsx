import type { ReactNode } from 'react'
import { useAddress } from '../../lib/use-address.ts'
import { CheckField } from '../../ui/form/field.tsx'
import { Pill } from '../../ui/pill.tsx'
import { useWords } from '../words/index.ts'
import type { Cell, Difference } from './rows.ts'
import { VERDICT_TONES, type Verdict } from './said.ts'
import css from './simulator.module.css'

/** Whether every interval is shown: the same for all tables of a page. */
function useIntervals() {
  const [address, change] = useAddress()
  const isShown = address['intervals'] !== undefined
  const show = (shown: boolean) => change({ intervals: shown ? '1' : undefined }, true)
  return { isShown, show }
}

/** Shows the interval of each difference that has one; nothing where none has. */
export function Intervals({ of }: { of: readonly (Difference | undefined)[] }) {
  const { simulator: said } = useWords()
  const { isShown, show } = useIntervals()
  if (!of.some((one) => one?.between !== undefined)) return null
  return (
    <CheckField
      label={said.intervals}
      checked={isShown}
      onChange={(event) => show(event.currentTarget.checked)}
    />
  )
}

/** A number, and by how much it differs: in a pill where that is more than chance. */
export function Value(of: { cell: Pick<Cell, 'text' | 'difference'>; bar?: ReactNode }) {
  const { text, difference } = of.cell
  const { isShown } = useIntervals()
  const number = (
    <>
      {of.bar}
      <span className="number">{text}</span>
    </>
  )
  if (!difference) return number
  const { verdict, between } = difference
  return (
    <div className={css['value']}>
      {number}
      {verdict === undefined ? (
        <span className={css['untested']}>{difference.text}</span>
      ) : (
        <Tested text={difference.text} verdict={verdict} />
      )}
      {isShown && between !== undefined && <p className="small">{between}</p>}
    </div>
  )
}

function Tested({ text, verdict }: { text: string; verdict: Verdict }) {
  const { simulator: said } = useWords()
  const hidden = <span className="hidden-text"> {said.verdicts[verdict]}</span>
  if (verdict === 'same' || verdict === 'few') {
    return (
      <span className={css['unclear']} title={said.verdicts[verdict]}>
        {text}
        {hidden}
      </span>
    )
  }
  return (
    <Pill tone={VERDICT_TONES[verdict]}>
      {text}
      {hidden}
    </Pill>
  )
}

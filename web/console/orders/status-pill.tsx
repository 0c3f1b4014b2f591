import { Pill } from '../../ui/pill.tsx'
import { useWords } from '../words/index.ts'
import { tones, type Status } from './states.ts'

/** The status of an order or a line, in words of the shop. */
export function StatusPill({ status }: { status: Status }) {
  const { orders } = useWords()
  return <Pill tone={tones[status]}>{orders.states[status]}</Pill>
}

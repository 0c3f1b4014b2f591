import { useSession } from '../../lib/session.tsx'
import { useToday } from '../../lib/use-today.ts'
import { Section } from '../../ui/steps.tsx'
import { Money } from '../../ui/values.tsx'
import { brief, quantityText } from '../order/goods.ts'
import { useWords } from '../words/index.ts'
import type { Task } from './causes.ts'
import { optionsOf, type Option } from './options.ts'
import { useShortage } from './use-about.ts'
import { useNames } from './use-names.ts'
import css from './exceptions.module.css'

/** What can be done about an order that is short of stock, best first, and what each is worth. */
export function Options({ task }: { task: Task }) {
  const { exceptions: said } = useWords()
  const { data } = useShortage(task)
  const today = useToday()
  const options = data ? optionsOf(data.order, data.coming, today) : []
  if (options.length === 0) return null
  return (
    <Section title={said.options.title}>
      <ul className={css['options']}>
        {options.map((option) => (
          <li key={keyOf(option)}>
            <OptionText option={option} />
            <Money amount={option.worth} currency={data!.order.currency} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

function OptionText({ option }: { option: Option }) {
  const { exceptions: said } = useWords()
  const { formats } = useSession()
  const names = useNames()
  if (option.kind === 'cancel') {
    return <p>{option.isLate ? said.options.cancelLate : said.options.cancel}</p>
  }
  if (option.kind === 'late') return <LateText option={option} />
  const { line, short, coming } = option
  const goods = `${quantityText(short, line.unit, formats)} × ${brief(line.name)}`
  return (
    <div>
      <p>{said.options.wait(goods)}</p>
      <p className="small">
        {coming
          ? said.options.coming(names.place(coming.location), formats.day(coming.dueOn))
          : said.options.unknown}
      </p>
    </div>
  )
}

function keyOf(option: Option): string {
  if (option.kind === 'cancel') return option.kind
  const place = option.kind === 'late' ? option.units.location : ''
  return `${option.kind} ${option.line.no} ${place}`
}

/** What comes later than the customer was told. */
function LateText({ option }: { option: Extract<Option, { kind: 'late' }> }) {
  const { exceptions: said } = useWords()
  const { formats } = useSession()
  const names = useNames()
  const { line, units, isOverdue } = option
  const goods = `${quantityText(units.quantity, line.unit, formats)} × ${brief(line.name)}`
  const then = formats.day(units.promisedOn)
  return (
    <div>
      <p>{said.options.late(goods, names.place(units.location))}</p>
      <p className="small">
        {isOverdue
          ? said.options.overdue(then)
          : said.options.lateSays(formats.day(units.expectedOn), then)}
      </p>
    </div>
  )
}

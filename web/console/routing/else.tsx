import { listed } from '../../lib/listed.ts'
import { useFormats } from '../../lib/session.tsx'
import { Icon } from '../../ui/icon.tsx'
import { useNames } from '../orders/use-names.ts'
import { useWords } from '../words/index.ts'
import { UseCount } from './use-count.tsx'
import { usePlanAnswer } from './use-plans.ts'
import css from './routing.module.css'

/** The last row, which is always there: what decides where no rule fits. */
export function EverythingElse({ no }: { no: number }) {
  const { routing: said } = useWords()
  const { number, language } = useFormats()
  const names = useNames()
  const plans = usePlanAnswer().data?.items ?? []
  const told = new Set(plans.map(({ channel }) => channel))
  const isAll = names.channels.length > 0 && names.channels.every(({ value }) => told.has(value))
  const byStrategy = [...Map.groupBy(plans, ({ strategy }) => strategy)]
  return (
    <li className={css['card']} data-locked>
      <span className={css['no']}>{number(no)}</span>
      <div className={css['says']}>
        <div className={css['head']}>
          <h2>{said.elseTitle}</h2>
          <span className={css['locked']}>
            <Icon name="lock" size={12} />
            {said.elseLocked}
          </span>
        </div>
        <p className="quiet">{said.elseSays}</p>
        <p className={css['sentence']}>
          {byStrategy.map(([strategy, of]) => {
            const channels = of.map(({ channel }) => names.channel(channel))
            const says = said.plan(listed(language, channels), said.strategies[strategy])
            return (
              <span key={strategy} className={css['chip']}>
                {says}
              </span>
            )
          })}
          {!isAll && <span className={css['chip']}>{said.otherPlans}</span>}
        </p>
        <UseCount id={null} mayRefuse />
      </div>
    </li>
  )
}

import { useFormats } from '../../lib/session.tsx'
import { useWords } from '../words/index.ts'
import { useRuleUse } from './use-routing.ts'
import type { Rule } from './tongue.ts'
import css from './routing.module.css'

/**
 * How often a rule (null: everything else) decided lately, and how often a place declined it. One
 * that only refuses decides on nothing that is kept, and is not dead for that.
 */
export function UseCount({ id, mayRefuse }: { id: string | null; mayRefuse?: boolean }) {
  const { routing: said } = useWords()
  const { language, day } = useFormats()
  const use = useRuleUse()
  if (!use?.from) return null
  const own = use.rules.find(({ ruleId }) => ruleId === id)
  const decided = own?.decided ?? 0
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 })
  const share = (of: number) => percent.format(of / decided)
  return (
    <p className={css['use']}>
      {said.use.decided(decided, day(use.from))}
      {own && decided > 0 && (
        <>
          {own.declined > 0 && ` · ${said.use.declined(share(own.declined))}`}
          {own.short > 0 && ` · ${said.use.short(share(own.short))}`}
        </>
      )}
      {decided === 0 && mayRefuse && ` · ${said.use.uncounted}`}
      {own && own.passed > 0 && ` · ${said.use.passed(own.passed)}`}
    </p>
  )
}

/** Whether what it cannot serve is refused, or may be as its channel says. */
export const mayRefuse = ({ otherwise }: Pick<Rule, 'otherwise'>) =>
  otherwise === 'refuse' || otherwise === 'channel'

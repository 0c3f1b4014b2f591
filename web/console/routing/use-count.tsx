import { useFormats } from '../../lib/session.tsx'
import { useWords } from '../words/index.ts'
import { useRuleUse } from './use-routing.ts'
import css from './routing.module.css'

/** How often a rule (null: everything else) decided lately, and how often a place declined it. */
export function UseCount({ id }: { id: string | null }) {
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
      {own && own.passed > 0 && ` · ${said.use.passed(own.passed)}`}
    </p>
  )
}

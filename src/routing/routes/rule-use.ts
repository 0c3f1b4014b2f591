import { read, type Route } from '../../platform/http/route.ts'
import { useAnswer } from '../schemas/rule-versions.ts'
import { countRuleUse } from '../store/rule-use.ts'

const USE = { days: 30, decisions: 20_000 }

export function useRoute(): Route {
  return read(
    {
      path: '/v1/routing-rules/use',
      access: 'routing:read',
      tag: 'Routing rules',
      summary: 'How often each rule decided lately, and how that ended',
      description:
        `Over the decisions on new orders of ${USE.days} days, of the newest ` +
        `${USE.decisions.toLocaleString('en')} decisions at most.`,
      answers: { 200: useAnswer },
    },
    async (db, { now }) => {
      const since = now.subtract({ hours: 24 * USE.days })
      const { decisions, from, rules } = await countRuleUse(db, { since, most: USE.decisions })
      return { decisions, from: from?.toString() ?? null, rules }
    },
  )
}

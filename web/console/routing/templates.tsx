import { useSession } from '../../lib/session.tsx'
import { useAddress } from '../../lib/use-address.ts'
import { Button } from '../../ui/button.tsx'
import { Scroll } from '../../ui/screen.tsx'
import { Empty } from '../../ui/states.tsx'
import { useWords } from '../words/index.ts'
import { EverythingElse } from './else.tsx'
import { NEW } from './frame.tsx'
import { STARTS } from './starts.ts'
import type { RoutingDraft } from './use-routing.ts'
import css from './routing.module.css'

/** No rule yet: what decides without, and some rules to begin with. */
export function Templates({ draft }: { draft: RoutingDraft }) {
  const { routing: said } = useWords()
  const { can } = useSession()
  const [, change] = useAddress()
  const mayChange = can('routing:write') && draft.can.includes('change')
  const begin = (start?: string) => change({ view: 'draft', edit: NEW, start })
  const next = mayChange ? (
    <Button look="primary" icon="plus" onClick={() => begin()}>
      {said.add}
    </Button>
  ) : undefined
  return (
    <Scroll isWide>
      <div className={css['page']}>
        <Empty
          icon="route"
          title={said.noRules}
          says={mayChange ? said.noRulesSays : said.noRulesToRead}
          next={next}
        />
        {mayChange && (
          <ul className={css['templates']} aria-label={said.noRules}>
            {STARTS.map((start) => (
              <li key={start}>
                <button type="button" className={css['template']} onClick={() => begin(start)}>
                  <strong>{said.templates[start]}</strong>
                  <span className="quiet">{said.templateSays[start]}</span>
                </button>
              </li>
            ))}
          </ul>
        )}
        <ol className={css['cards']} aria-label={said.title}>
          <EverythingElse no={1} />
        </ol>
      </div>
    </Scroll>
  )
}

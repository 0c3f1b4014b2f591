import { Button } from '../../ui/button.tsx'
import { Section } from '../../ui/steps.tsx'
import { useWords } from '../words/index.ts'
import shared from '../drafts/drafts.module.css'
import { plain } from './sentence.ts'
import { useActs } from './use-acts.ts'
import { useSentences, type RoutingDraft } from './use-routing.ts'

/** Rules that the draft takes out. */
export function Removed({ draft, mayChange }: { draft: RoutingDraft; mayChange: boolean }) {
  const { routing: said } = useWords()
  const sentence = useSentences()
  const act = useActs()
  const removed = draft.changes.flatMap(({ id, action, before }) => {
    return action === 'remove' && before ? [{ ...before, id }] : []
  })
  if (removed.length === 0) return null
  return (
    <Section title={said.removedTitle}>
      <ul className={shared['changes']} aria-label={said.removedTitle}>
        {removed.map((rule) => (
          <li key={rule.id} className={shared['change']}>
            <div className="line">
              <strong>{rule.name}</strong>
              {mayChange && (
                <span className={shared['end']}>
                  <Button
                    look="quiet"
                    icon="undo"
                    busy={act.isBusy}
                    onClick={() => {
                      const undo = { action: 'undo' as const, id: rule.id }
                      void act.run(draft.version, undo, { title: said.undone })
                    }}
                  >
                    {said.restore}
                  </Button>
                </span>
              )}
            </div>
            <p>
              <del className="quiet">{plain(sentence(rule))}</del>
            </p>
          </li>
        ))}
      </ul>
    </Section>
  )
}

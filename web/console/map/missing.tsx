import { useSession } from '../../lib/session.tsx'
import { Button } from '../../ui/button.tsx'
import { Peek } from '../../ui/screen.tsx'
import { pageOf, To } from '../locations/parts.tsx'
import { useWords } from '../words/index.ts'
import type { Place } from './places.ts'
import css from './map.module.css'

/** Locations whose coordinates nobody has put in, and where that is done. */
export function MissingPeek(of: {
  missing: readonly Place[]
  onClose: () => void
  onOpen: (code: string) => void
}) {
  const { map: said, shell } = useWords()
  const { can } = useSession()
  return (
    <Peek
      title={said.missingTitle}
      label={said.missingTitle}
      closeLabel={shell.close}
      onClose={of.onClose}
    >
      <p>{said.missingSays}</p>
      <ul className={css['missingList']}>
        {of.missing.map(({ location: { code, name, city } }) => (
          <li key={code}>
            <div>
              <Button look="quiet" onClick={() => of.onOpen(code)}>
                {name}
              </Button>
              <p className="small">{city ?? code}</p>
            </div>
            {can('network:write') && (
              <To to={pageOf(code)} search={{ edit: 'profile' }}>
                {said.mend}
              </To>
            )}
          </li>
        ))}
      </ul>
    </Peek>
  )
}

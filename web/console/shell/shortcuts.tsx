import { setPreferences, usePreferences } from '../../lib/preferences.ts'
import { Button } from '../../ui/button.tsx'
import { CheckField } from '../../ui/form/field.tsx'
import { Dialog } from '../../ui/overlay/dialog.tsx'
import { useWords } from '../words/index.ts'
import { places } from './places.ts'
import css from './shell.module.css'

/** Everything that keys do. */
export function Shortcuts({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { shell } = useWords()
  const { shortcuts: areOn } = usePreferences()
  const { shortcuts } = shell
  const rows: (readonly [string, string])[] = [
    ['Ctrl K', shortcuts.search],
    ['/', shortcuts.filter],
    ['J K', shortcuts.move],
    ['Enter', shortcuts.open],
    ['X', shortcuts.select],
    ['[ ]', shortcuts.step],
    ['O', shortcuts.whole],
    ['Esc', shortcuts.close],
    ...places.flatMap(({ id, letter }) =>
      letter === undefined
        ? []
        : [[`G ${letter.toUpperCase()}`, shortcuts.go(shell.places[id])] as const],
    ),
    ['?', shortcuts.help],
  ]
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={shortcuts.title}
      actions={<Button onClick={onClose}>{shell.close}</Button>}
    >
      <dl className={css['keys']}>
        {rows.map(([keys, says]) => (
          <div key={keys}>
            <dt>
              {keys.split(' ').map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{says}</dd>
          </div>
        ))}
      </dl>
      <CheckField
        label={shell.lettersOn}
        checked={areOn}
        onChange={(event) => setPreferences({ shortcuts: event.currentTarget.checked })}
      />
    </Dialog>
  )
}

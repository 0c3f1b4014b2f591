import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { answerOf, api } from '../../lib/api.ts'
import { useSession } from '../../lib/session.tsx'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/form/field.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Dialog } from '../../ui/overlay/dialog.tsx'
import { useWords } from '../words/index.ts'
import { useCommand } from './use-command.ts'
import css from './shell.module.css'

/** Says that all of this is made up, and how busy it is; nothing where it is real. */
export function Demo() {
  const { shell } = useWords()
  const { can } = useSession()
  const [isOpen, setOpen] = useState(false)
  const { data } = useQuery({
    queryKey: ['demo'],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/demo', { signal })),
    enabled: can('demo:read'),
  })
  const demo = data?.demo
  if (!demo) return null
  return (
    <>
      <button type="button" className={css['demo']} onClick={() => setOpen(true)}>
        <Icon name="info" />
        <span>{shell.demo}</span>
      </button>
      {isOpen && <Rate demo={demo} onClose={() => setOpen(false)} />}
    </>
  )
}

type Held = { ordersPerMinute: number; version: number }

function Rate({ demo, onClose }: { demo: Held; onClose: () => void }) {
  const { shell } = useWords()
  const { can } = useSession()
  const [rate, setRate] = useState(String(demo.ordersPerMinute))
  const { run, isBusy, faultAt } = useCommand(
    (ordersPerMinute: number, header) =>
      answerOf(
        api.POST('/v1/demo/changes', {
          params: { header },
          body: {
            version: demo.version,
            changes: [{ action: 'set', fields: { ordersPerMinute } }],
          },
        }),
      ),
    [['demo']],
  )
  const save = async () => {
    if (await run(Number(rate))) onClose()
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={shell.demo}
      says={shell.demoNote}
      actions={
        <>
          <Button onClick={onClose}>{shell.cancel}</Button>
          {can('demo:write') && (
            <Button look="primary" busy={isBusy} onClick={() => void save()}>
              {shell.save}
            </Button>
          )}
        </>
      }
    >
      <TextField
        type="number"
        min={0}
        max={600}
        label={shell.demoRate}
        fault={faultAt('/ordersPerMinute')}
        value={rate}
        onChange={(event) => setRate(event.currentTarget.value)}
      />
      <p className="small">{shell.demoOwn}</p>
    </Dialog>
  )
}

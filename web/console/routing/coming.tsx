import { useState } from 'react'
import { answerOf, api } from '../../lib/api.ts'
import { useFormats, useSession } from '../../lib/session.tsx'
import { Button } from '../../ui/button.tsx'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { Notice } from '../../ui/states.tsx'
import { Confirm } from '../shell/confirm.tsx'
import { useCommand } from '../shell/use-command.ts'
import { useWords } from '../words/index.ts'
import { DRAFT_KEY, KEY, useLive, type RoutingDraft } from './use-routing.ts'

type Coming = RoutingDraft['coming'][number]

/** Versions still to come that begin with the draft, if it counts from a moment on. */
export function beginningWith(
  { coming }: Pick<RoutingDraft, 'coming'>,
  validFrom: string | undefined,
): readonly Coming[] {
  if (validFrom === undefined) return coming
  return coming.filter((one) => Date.parse(one.validFrom) > Date.parse(validFrom))
}

/** Above what publishing changes: what begins with it. */
export function BeginsWith({ versions }: { versions: readonly Coming[] }) {
  const said = useWords().routing.coming
  const { number, moment } = useFormats()
  if (versions.length === 0) return null
  return (
    <Notice tone="attention">
      {versions.map(({ version, validFrom }) => (
        <p key={version}>{said.beginsWith(number(version), moment(validFrom))}</p>
      ))}
    </Notice>
  )
}

/** Where nobody has said yet from when the draft counts. */
export function DrawnFrom({ draft }: { draft: RoutingDraft }) {
  const said = useWords().routing.coming
  const { number, moment } = useFormats()
  const last = draft.coming.at(-1)
  if (!last || draft.changes.length === 0) return null
  const says = said.drawnFrom(number(last.version), moment(last.validFrom))
  return <Notice tone="moving">{says}</Notice>
}

/** Takes back the last of the versions that are still to come. */
export function Withdraw({ version, look }: { version: number; look?: 'quiet' }) {
  const said = useWords().routing.coming
  const { can } = useSession()
  const { number } = useFormats()
  const tell = useTell()
  const { data: live } = useLive()
  const [isAsked, setAsked] = useState(false)
  const command = useWithdrawal()
  if (!can('routing:publish') || live?.coming.at(-1)?.version !== version) return null
  const withdraw = async () => {
    if (!(await command.run(version))) return
    tell({ title: said.done(number(version)) })
    setAsked(false)
  }
  return (
    <>
      <Button {...(look && { look })} onClick={() => setAsked(true)}>
        {said.act}
      </Button>
      {isAsked && (
        <Confirm
          title={said.title(number(version))}
          says={said.says}
          act={said.act}
          isBusy={command.isBusy}
          onAct={() => void withdraw()}
          onClose={() => setAsked(false)}
        />
      )}
    </>
  )
}

function useWithdrawal() {
  return useCommand(
    (version: number, header) => {
      const about = { params: { header, path: { version: String(version) } }, body: {} }
      return answerOf(api.POST('/v1/routing-rules/versions/{version}/withdrawals', about))
    },
    [KEY, DRAFT_KEY],
  )
}

import { answerOf, api } from '../../lib/api.ts'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { Confirm } from '../shell/confirm.tsx'
import { useCommand } from '../shell/use-command.ts'
import { useWords } from '../words/index.ts'
import { STALE, type Carrier, type Service } from './use-carriers.ts'

const changes = [{ action: 'archive' as const }]

export function ArchiveCarrier({ carrier, onClose }: { carrier: Carrier; onClose: () => void }) {
  const { carriers: said } = useWords()
  const tell = useTell()
  const { run, isBusy } = useCommand(({ code, version }: Carrier, header) => {
    const params = { path: { code }, header }
    return answerOf(api.POST('/v1/carriers/{code}/changes', { params, body: { version, changes } }))
  }, STALE)
  const act = async () => {
    if (!(await run(carrier))) return
    tell({ title: said.archived })
    onClose()
  }
  return (
    <Confirm
      title={said.archiveTitle(carrier.name)}
      says={said.archiveCarrierSays}
      act={said.archive}
      isBusy={isBusy}
      onAct={() => void act()}
      onClose={onClose}
    />
  )
}

export function ArchiveService({ service, onClose }: { service: Service; onClose: () => void }) {
  const { carriers: said } = useWords()
  const tell = useTell()
  const { run, isBusy } = useCommand(({ code, version }: Service, header) => {
    const params = { path: { code }, header }
    const body = { version, changes }
    return answerOf(api.POST('/v1/carrier-services/{code}/changes', { params, body }))
  }, STALE)
  const act = async () => {
    if (!(await run(service))) return
    tell({ title: said.archived })
    onClose()
  }
  return (
    <Confirm
      title={said.archiveTitle(service.name)}
      says={said.archiveServiceSays}
      act={said.archive}
      isBusy={isBusy}
      onAct={() => void act()}
      onClose={onClose}
    />
  )
}

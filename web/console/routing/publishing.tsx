import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { answerOf, api, type Answer } from '../../lib/api.ts'
import { useSession } from '../../lib/session.tsx'
import { Button } from '../../ui/button.tsx'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { Confirm } from '../shell/confirm.tsx'
import { useChange } from '../shell/use-change.ts'
import { useWords } from '../words/index.ts'
import { KEY } from './use-routing.ts'
import css from './routing.module.css'

type Setting = Answer<'/v1/routing-rules/publishing', 'get'>

function readSetting(signal?: AbortSignal): Promise<Setting> {
  return answerOf(api.GET('/v1/routing-rules/publishing', signal ? { signal } : {}))
}

/** Whether drafts need a second person; changed by who says who may do what. */
export function PublishingSetting() {
  const said = useWords().routing.approval
  const { can } = useSession()
  const [isChanging, setChanging] = useState(false)
  const { data: setting } = useQuery({
    queryKey: [...KEY, 'publishing'],
    queryFn: ({ signal }) => readSetting(signal),
  })
  if (!setting) return null
  return (
    <div className={css['head']}>
      <p className="quiet">{setting.secondPerson ? said.two : said.one}</p>
      {can('identity:write') && (
        <Button look="quiet" onClick={() => setChanging(true)}>
          {setting.secondPerson ? said.toOne : said.toTwo}
        </Button>
      )}
      {isChanging && <ChangeSetting setting={setting} onClose={() => setChanging(false)} />}
    </div>
  )
}

function ChangeSetting({ setting, onClose }: { setting: Setting; onClose: () => void }) {
  const said = useWords().routing.approval
  const tell = useTell()
  const [secondPerson] = useState(!setting.secondPerson)
  const form = useChange({
    opened: setting,
    read: () => readSetting(),
    send: ({ version }, given: { secondPerson: boolean }, header) => {
      const about = { params: { header }, body: { version, ...given } }
      return answerOf(api.POST('/v1/routing-rules/publishing/changes', about))
    },
    stale: [KEY],
  })
  const change = async () => {
    if (!(await form.run({ secondPerson }))) return
    tell({ title: secondPerson ? said.isTwo : said.isOne })
    onClose()
  }
  return (
    <Confirm
      title={secondPerson ? said.toTwo : said.toOne}
      says={secondPerson ? said.toTwoSays : said.toOneSays}
      act={secondPerson ? said.toTwo : said.toOne}
      look="primary"
      isBusy={form.isBusy}
      onAct={() => void change()}
      onClose={onClose}
    />
  )
}

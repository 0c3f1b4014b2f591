import assert from 'node:assert/strict'
import type { Client, Json } from '../app.ts'

export const RULES = '/v1/availability-rules'

/** What a person does with availability rules, through the API. */
export function ruleDesk(client: Client) {
  const good = async (reply: ReturnType<Client['get']>): Promise<Json> => {
    const { status, body } = await reply
    assert.ok(status < 300, JSON.stringify(body))
    return body
  }
  const draft = () => good(client.get(`${RULES}/draft`))
  const change = async (...changes: object[]): Promise<Json[]> => {
    const { version } = await draft()
    return (await good(client.post(`${RULES}/draft/changes`, { version, changes }))).outcomes
  }
  return {
    good,
    draft,
    /** Changes the draft; answers what became of each change. */
    change,
    /** Adds a rule to the draft; answers its id. */
    async add(rule: object): Promise<string> {
      const [outcome] = await change({ action: 'add', rule: { name: 'Rule', ...rule } })
      assert.equal(outcome.outcome, 'added', JSON.stringify(outcome))
      return outcome.id
    },
    async publish(note = 'Because'): Promise<Json> {
      const { version } = await draft()
      return good(client.post(`${RULES}/publications`, { version, note }))
    },
    async discard(): Promise<Json> {
      const { version } = await draft()
      return good(client.post(`${RULES}/draft/discards`, { version }))
    },
  }
}

export type RuleDesk = ReturnType<typeof ruleDesk>

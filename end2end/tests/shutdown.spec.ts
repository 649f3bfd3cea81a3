import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { APIRequestContext } from '@playwright/test';

import { expect, fixtures, program, root, test } from './support';

const PORT = 3190;
const ADDRESS = `http://127.0.0.1:${PORT}`;
const TABLE = 'hfi_2008_2016.csv';

test('a server that is told to stop in the middle of a job ends well, and the job comes to its end', async ({ playwright, lang, say }) => {
  test.setTimeout(180_000);
  const folder = mkdtempSync(join(tmpdir(), 'chengping-'));
  const headers = { origin: ADDRESS, 'accept-language': lang };
  const request = await playwright.request.newContext({ baseURL: ADDRESS, extraHTTPHeaders: headers });
  let server: ChildProcess | undefined;
  try {
    await test.step('a demonstration of its own is loaded and served', async () => {
      expect(await ended(start(folder, 'demo --index hfi'))).toBe(0);
      server = await serving(folder, request);
    });

    const job = await test.step('an assessor uploads a table', async () => {
      const form = { email: 'assessor@demo.example', password: 'demonstration only' };
      expect((await request.post('/sign-in', { form, maxRedirects: 0 })).status()).toBe(303);
      const file = { name: TABLE, mimeType: 'text/csv', buffer: readFileSync(join(fixtures, 'hfi', TABLE)) };
      const answer = await request.post('/work/indexes/hfi/data', { multipart: { name_column: '', file }, maxRedirects: 0 });
      expect(answer.status()).toBe(303);
      const location = answer.headers().location;
      expect(location).toMatch(/^\/work\/jobs\/\d+$/);
      return location;
    });

    await test.step('the job has begun', async () => {
      const begun = async () => expect(await (await request.get(job)).text()).not.toContain(say('job.queued'));
      await expect(begun).toPass({ intervals: [20], timeout: 20_000 });
    });

    await test.step('told to stop, the server ends by itself, and without a fault', async () => {
      server?.kill('SIGTERM');
      expect(await ended(server)).toBe(0);
      await expect(request.get('/healthz')).rejects.toThrow();
    });

    await test.step('the next server knows the person and finishes the job, if it was not finished', async () => {
      server = await serving(folder, request);
      await expect(async () => {
        const page = await request.get(job);
        expect(page.status()).toBe(200);
        expect(await page.text()).toContain(say('job.finished'));
      }).toPass({ timeout: 150_000 });
    });
  } finally {
    server?.kill('SIGTERM');
    await ended(server);
    await request.dispose();
    rmSync(folder, { recursive: true, force: true });
  }
});

/** The program with data of its own; `exec`, so that a signal reaches the program itself. */
function start(folder: string, command: 'demo --index hfi' | 'serve'): ChildProcess {
  const env = {
    ...process.env,
    CHENGPING_LEPTOS_SITE_ADDR: `127.0.0.1:${PORT}`,
    CHENGPING_SERVER_PUBLIC_URL: ADDRESS,
    CHENGPING_SERVER_METRICS_ADDRESS: 'off',
    CHENGPING_DATABASE_URL: `sqlite://${folder}/chengping.sqlite`,
    CHENGPING_OBJECTS_URL: `${folder}/objects`,
    CHENGPING_DEMONSTRATION_ENABLED: 'true',
    CHENGPING_LOG_FILTER: 'warn,sqlx=error',
  };
  return spawn('bash', ['-c', `. scripts/env && exec "$0" ${command}`, program], { cwd: root, env, stdio: 'ignore' });
}

async function serving(folder: string, request: APIRequestContext): Promise<ChildProcess> {
  const server = start(folder, 'serve');
  await expect(async () => expect((await request.get('/readyz')).status()).toBe(200)).toPass({ timeout: 30_000 });
  return server;
}

/** The exit code, once it has ended. */
async function ended(child: ChildProcess | undefined): Promise<number | null> {
  if (!child) return null;
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.exitCode;
}

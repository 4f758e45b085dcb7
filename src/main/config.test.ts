import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { AppError } from '#domain/errors.ts';
import { defaultDataDir, describeSettings, readSettings, SETTINGS } from './config.ts';
import { projectPath } from './project-root.ts';

describe('settings', () => {
  it('have defaults for everything', () => {
    const settings = readSettings({}, 1000);
    expect(settings).toMatchObject({
      PORT: 3000,
      HOST: '127.0.0.1',
      DATABASE_URL: '',
      REGATLAS_EXAMPLE: 'load',
    });
    expect(settings.REGATLAS_FETCH_ALLOW_HOSTS).toEqual([]);
  });

  it('count an empty variable as not set', () => {
    expect(readSettings({ PORT: '' }).PORT).toBe(3000);
  });

  it.each([
    ['PORT', 'eighty'],
    ['PORT', '70000'],
    ['PORT', '80.5'],
    ['DATABASE_URL', 'mysql://localhost/x'],
    ['REGATLAS_JOBS', 'maybe'],
    ['REGATLAS_MAX_IMPORT_BYTES', '-1'],
    ['REGATLAS_FETCH_TIMEOUT_MS', ' '],
    ['REGATLAS_VOTERS', 'modell'],
    ['REGATLAS_VOTERS', 'model;nli'],
    ['REGATLAS_MODEL', 'gemini-2.5-flash'],
    ['REGATLAS_MODEL', 'openai-compatible:llama3'],
    ['REGATLAS_MODEL_KEY', 'two words'],
    ['REGATLAS_MODEL_KEY', 'short'],
    ['REGATLAS_MODEL_TIMEOUT_MS', '120001'],
    ['REGATLAS_VOTES_MOST', '0'],
  ])('refuse %s=%s with the name of the variable and a remedy', (name, value) => {
    const attempt = () => readSettings({ [name]: value });
    expect(attempt).toThrow(AppError);
    try {
      attempt();
    } catch (error) {
      expect(error).toMatchObject({ code: 'setting-invalid', place: { field: name } });
      expect((error as AppError).remedy).toContain('Change or unset');
    }
  });

  it('never show the password of a database', () => {
    const env = { DATABASE_URL: 'postgres://ana:secret@db.example/regatlas' };
    const shown = JSON.stringify(describeSettings(env, readSettings(env)));
    expect(shown).not.toContain('secret');
    expect(shown).toContain('postgres://ana:…@db.example/regatlas');
  });

  it('read who votes', () => {
    const env = {
      REGATLAS_VOTERS: 'nli, model',
      REGATLAS_MODEL: 'google:gemini-2.5-flash',
      REGATLAS_MODEL_KEY: 'sk-12345678',
      REGATLAS_NLI_MODEL_DIR: '/models/small',
    };
    expect(readSettings(env).REGATLAS_VOTERS).toEqual(['model', 'nli']);
    expect(readSettings({}).REGATLAS_VOTERS).toEqual([]);
  });

  it.each([
    ['REGATLAS_MODEL', { REGATLAS_VOTERS: 'model' }],
    ['REGATLAS_MODEL_KEY', { REGATLAS_VOTERS: 'model', REGATLAS_MODEL: 'openai:gpt-5-mini' }],
    ['REGATLAS_NLI_MODEL_DIR', { REGATLAS_VOTERS: 'nli', REGATLAS_MODEL: 'openai:gpt-5-mini' }],
    [
      'REGATLAS_MODEL',
      {
        REGATLAS_MODEL: 'openai-compatible:llama3@http://models.example/v1',
        REGATLAS_MODEL_KEY: 'topsecret',
      },
    ],
  ])('refuse what makes no sense together, naming %s', (field, env) => {
    expect(() => readSettings(env)).toThrow(
      expect.objectContaining({ code: 'setting-invalid', place: { field } }),
    );
  });

  it('take a model on this machine without a key', () => {
    const env = {
      REGATLAS_VOTERS: 'model',
      REGATLAS_MODEL: 'openai-compatible:llama3@http://localhost:11434/v1',
    };
    expect(readSettings(env).REGATLAS_MODEL).toContain('llama3');
  });

  it('never show the key of a model, nor repeat one that is put in the wrong place', () => {
    const env = { REGATLAS_MODEL_KEY: 'sk-secret' };
    const rows = describeSettings(env, readSettings(env));
    expect(rows.find((row) => row.name === 'REGATLAS_MODEL_KEY')).toMatchObject({
      value: '…',
      origin: 'set',
    });
    expect(JSON.stringify(rows)).not.toContain('secret');
    for (const bad of [{ REGATLAS_MODEL: 'sk-secret' }, { REGATLAS_MODEL_KEY: 'sk-secret sk-secret' }]) {
      expect(() => readSettings(bad)).toThrow(
        expect.objectContaining({ message: expect.not.stringContaining('secret') }),
      );
    }
  });

  it('put the data where the account can keep it', () => {
    expect(defaultDataDir({}, 0)).toBe('/var/lib/regatlas');
    expect(defaultDataDir({ XDG_DATA_HOME: '/data' }, 1000)).toBe('/data/regatlas');
  });

  it('are listed in docs/operations.md, each with its meaning', () => {
    const page = readFileSync(projectPath('docs', 'operations.md'), 'utf8');
    for (const [name, setting] of Object.entries(SETTINGS)) {
      expect(page).toContain(`| \`${name}\` |`);
      expect(page).toContain(setting.meaning);
    }
  });
});

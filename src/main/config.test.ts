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

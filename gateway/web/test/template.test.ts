// Goal: a template is filled as the server reads it, what is missing stays in sight, and nobody is sent braces.
// Method: pure functions.
import { expect, test } from 'vitest';
import { fill, unfilled, valuesOf } from '../src/core/template';

test('values stand where the variables were, and a value is no template', () => {
  expect(fill('Hi {{contact.first_name}}, {{ workspace.name }}.', { 'contact.first_name': 'Zoë', 'workspace.name': '$& {{me.name}}' })).toEqual({
    text: 'Hi Zoë, $& {{me.name}}.',
    missing: [],
  });
});

test('what has no value is said another way, or stands as it was written', () => {
  expect(fill('Hi {{contact.first_name | there}} {{me.name}} {{me.name|}}', { 'contact.first_name': ' ' })).toEqual({
    text: 'Hi there {{me.name}} {{me.name}}',
    missing: ['me.name', 'me.name'],
  });
});

test('a text with a variable in it is not ready; other braces are words', () => {
  expect(unfilled('Hi {{contact.name}}!')).toEqual({ word: 'contact.name', from: 3, to: 19 });
  expect(unfilled('{{ me.name | x }}')).toBeUndefined();
  expect(unfilled('{{not.ours}} { } {{')).toBeUndefined();
});

test('the first name is the contact\'s, or the first word of the name', () => {
  expect(valuesOf(undefined, { id: 'm', name: 'Ada Lovelace', email: 'a@x', role: 'member' }, 'Acme')).toMatchObject({
    'contact.first_name': '',
    'me.first_name': 'Ada',
    'workspace.name': 'Acme',
  });
});

import { describe, expect, test } from 'vitest';
import { blankAnswers } from './draft-answers';
import { fillFromComponent, isElsewhere, type KnownComponent } from './fill-from-component';

const named = (code: string) => ({ code, name: { 'zh-CN': code, en: code } });
const lamp: KnownComponent = {
  code: 'DZ-0012',
  division: named('230103'),
  street: named('230103001'),
  address: '东大直街 12 号门前',
  position: { lng: 126.6394, lat: 45.7565 },
};
const bench: KnownComponent = {
  code: 'ZY-0115',
  division: named('230102'),
  street: null,
  address: null,
  position: null,
};
const place = {
  divisionCode: '230103',
  streetCode: '230103001',
  address: '东大直街 12 号门前',
  lng: 126.6394,
  lat: 45.7565,
};

describe('a number found', () => {
  test('fills the whole place when nothing was said', () => {
    expect(fillFromComponent({ ...blankAnswers(), assetCode: 'dz 0012' }, lamp)).toEqual({
      assetCode: 'DZ-0012',
      ...place,
    });
  });

  test('leaves what the person wrote', () => {
    const given = { divisionCode: '230103', address: '路口东北角', lng: 126.64, lat: 45.757 };
    expect(fillFromComponent({ ...blankAnswers(), ...given }, lamp)).toEqual({
      assetCode: 'DZ-0012',
      ...given,
      streetCode: '230103001',
    });
  });

  test('in another district fills nothing and asks to check', () => {
    const answers = { ...blankAnswers(), divisionCode: '230104' };
    expect(fillFromComponent(answers, lamp)).toEqual({ assetCode: 'DZ-0012' });
    expect(isElsewhere(answers, lamp)).toBe(true);
    expect(isElsewhere({ divisionCode: '' }, lamp)).toBe(false);
  });

  test('after another one replaces what came from that, and only that', () => {
    expect(fillFromComponent({ ...blankAnswers(), ...place }, bench, lamp)).toEqual({
      assetCode: 'ZY-0115',
      divisionCode: '230102',
      streetCode: '',
      address: '',
      lng: null,
      lat: null,
    });
    const moved = {
      ...blankAnswers(),
      ...place,
      streetCode: '230103002',
      address: '我写的地址',
      lng: 126.64,
      lat: 45.757,
    };
    expect(fillFromComponent(moved, bench, lamp)).toMatchObject({
      divisionCode: '230102',
      streetCode: '',
      address: '我写的地址',
      lng: 126.64,
    });
  });
});

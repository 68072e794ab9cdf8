package corpus.limits;

import static corpus.Pace.*;
import static dev.bobbin.Async.done;

import corpus.Expect;
import dev.bobbin.Async;

/** Large ones: many parameters, many suspensions, many live variables. */
public class Limits {
    public static Async<Long> twoHundredParameters() {
        return done(many(
            0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19,
            20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39,
            40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59,
            60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71, 72, 73, 74, 75, 76, 77, 78, 79,
            80, 81, 82, 83, 84, 85, 86, 87, 88, 89, 90, 91, 92, 93, 94, 95, 96, 97, 98, 99,
            100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111, 112, 113, 114, 115, 116, 117, 118, 119,
            120, 121, 122, 123, 124, 125, 126, 127, 128, 129, 130, 131, 132, 133, 134, 135, 136, 137, 138, 139,
            140, 141, 142, 143, 144, 145, 146, 147, 148, 149, 150, 151, 152, 153, 154, 155, 156, 157, 158, 159,
            160, 161, 162, 163, 164, 165, 166, 167, 168, 169, 170, 171, 172, 173, 174, 175, 176, 177, 178, 179,
            180, 181, 182, 183, 184, 185, 186, 187, 188, 189, 190, 191, 192, 193, 194, 195, 196, 197, 198, 199)
                .await());
    }

    private static Async<Long> many(
            int p0, int p1, int p2, int p3, int p4, int p5, int p6, int p7, int p8, int p9,
            int p10, int p11, int p12, int p13, int p14, int p15, int p16, int p17, int p18, int p19,
            int p20, int p21, int p22, int p23, int p24, int p25, int p26, int p27, int p28, int p29,
            int p30, int p31, int p32, int p33, int p34, int p35, int p36, int p37, int p38, int p39,
            int p40, int p41, int p42, int p43, int p44, int p45, int p46, int p47, int p48, int p49,
            int p50, int p51, int p52, int p53, int p54, int p55, int p56, int p57, int p58, int p59,
            int p60, int p61, int p62, int p63, int p64, int p65, int p66, int p67, int p68, int p69,
            int p70, int p71, int p72, int p73, int p74, int p75, int p76, int p77, int p78, int p79,
            int p80, int p81, int p82, int p83, int p84, int p85, int p86, int p87, int p88, int p89,
            int p90, int p91, int p92, int p93, int p94, int p95, int p96, int p97, int p98, int p99,
            int p100, int p101, int p102, int p103, int p104, int p105, int p106, int p107, int p108, int p109,
            int p110, int p111, int p112, int p113, int p114, int p115, int p116, int p117, int p118, int p119,
            int p120, int p121, int p122, int p123, int p124, int p125, int p126, int p127, int p128, int p129,
            int p130, int p131, int p132, int p133, int p134, int p135, int p136, int p137, int p138, int p139,
            int p140, int p141, int p142, int p143, int p144, int p145, int p146, int p147, int p148, int p149,
            int p150, int p151, int p152, int p153, int p154, int p155, int p156, int p157, int p158, int p159,
            int p160, int p161, int p162, int p163, int p164, int p165, int p166, int p167, int p168, int p169,
            int p170, int p171, int p172, int p173, int p174, int p175, int p176, int p177, int p178, int p179,
            int p180, int p181, int p182, int p183, int p184, int p185, int p186, int p187, int p188, int p189,
            int p190, int p191, int p192, int p193, int p194, int p195, int p196, int p197, int p198, int p199) {
        pause().await();
        long sum = 0;
        sum +=
            p0 + p1 + p2 + p3 + p4 + p5 + p6 + p7 + p8 + p9 +
            p10 + p11 + p12 + p13 + p14 + p15 + p16 + p17 + p18 + p19 +
            p20 + p21 + p22 + p23 + p24 + p25 + p26 + p27 + p28 + p29 +
            p30 + p31 + p32 + p33 + p34 + p35 + p36 + p37 + p38 + p39 +
            p40 + p41 + p42 + p43 + p44 + p45 + p46 + p47 + p48 + p49 +
            p50 + p51 + p52 + p53 + p54 + p55 + p56 + p57 + p58 + p59 +
            p60 + p61 + p62 + p63 + p64 + p65 + p66 + p67 + p68 + p69 +
            p70 + p71 + p72 + p73 + p74 + p75 + p76 + p77 + p78 + p79 +
            p80 + p81 + p82 + p83 + p84 + p85 + p86 + p87 + p88 + p89 +
            p90 + p91 + p92 + p93 + p94 + p95 + p96 + p97 + p98 + p99;
        pause().await();
        sum +=
            p100 * 3 + p101 * 3 + p102 * 3 + p103 * 3 + p104 * 3 + p105 * 3 + p106 * 3 + p107 * 3 + p108 * 3 + p109 * 3 +
            p110 * 3 + p111 * 3 + p112 * 3 + p113 * 3 + p114 * 3 + p115 * 3 + p116 * 3 + p117 * 3 + p118 * 3 + p119 * 3 +
            p120 * 3 + p121 * 3 + p122 * 3 + p123 * 3 + p124 * 3 + p125 * 3 + p126 * 3 + p127 * 3 + p128 * 3 + p129 * 3 +
            p130 * 3 + p131 * 3 + p132 * 3 + p133 * 3 + p134 * 3 + p135 * 3 + p136 * 3 + p137 * 3 + p138 * 3 + p139 * 3 +
            p140 * 3 + p141 * 3 + p142 * 3 + p143 * 3 + p144 * 3 + p145 * 3 + p146 * 3 + p147 * 3 + p148 * 3 + p149 * 3 +
            p150 * 3 + p151 * 3 + p152 * 3 + p153 * 3 + p154 * 3 + p155 * 3 + p156 * 3 + p157 * 3 + p158 * 3 + p159 * 3 +
            p160 * 3 + p161 * 3 + p162 * 3 + p163 * 3 + p164 * 3 + p165 * 3 + p166 * 3 + p167 * 3 + p168 * 3 + p169 * 3 +
            p170 * 3 + p171 * 3 + p172 * 3 + p173 * 3 + p174 * 3 + p175 * 3 + p176 * 3 + p177 * 3 + p178 * 3 + p179 * 3 +
            p180 * 3 + p181 * 3 + p182 * 3 + p183 * 3 + p184 * 3 + p185 * 3 + p186 * 3 + p187 * 3 + p188 * 3 + p189 * 3 +
            p190 * 3 + p191 * 3 + p192 * 3 + p193 * 3 + p194 * 3 + p195 * 3 + p196 * 3 + p197 * 3 + p198 * 3 + p199 * 3;
        return done(sum + p0 + p199);
    }

    public static Async<Long> twoHundredSlotsOfMixedParameters() {
        return done(new Limits().mixed(
            0L, 1, 2, 3, 4L, 5, 6, 7, 8L, 9, 10, 11, 12L, 13, 14, 15, 16L, 17, 18, 19,
            20L, 21, 22, 23, 24L, 25, 26, 27, 28L, 29, 30, 31, 32L, 33, 34, 35, 36L, 37, 38, 39,
            40L, 41, 42, 43, 44L, 45, 46, 47, 48L, 49, 50, 51, 52L, 53, 54, 55, 56L, 57, 58, 59,
            60L, 61, 62, 63, 64L, 65, 66, 67, 68L, 69, 70, 71, 72L, 73, 74, 75, 76L, 77, 78, 79,
            80L, 81, 82, 83, 84L, 85, 86, 87, 88L, 89, 90, 91, 92L, 93, 94, 95, 96L, 97, 98, 99,
            100L, 101, 102, 103, 104L, 105, 106, 107, 108L, 109, 110, 111, 112L, 113, 114, 115, 116L, 117, 118, 119,
            120L, 121, 122, 123, 124L, 125, 126, 127, 128L, 129, 130, 131, 132L, 133, 134, 135, 136L, 137, 138, 139,
            140L, 141, 142, 143, 144L, 145, 146, 147, 148L, 149, 150, 151, 152L, 153, 154, 155, 156L, 157, 158, 159)
                .await());
    }

    private Async<Long> mixed(
            long p0, int p1, int p2, int p3, long p4, int p5, int p6, int p7, long p8, int p9,
            int p10, int p11, long p12, int p13, int p14, int p15, long p16, int p17, int p18, int p19,
            long p20, int p21, int p22, int p23, long p24, int p25, int p26, int p27, long p28, int p29,
            int p30, int p31, long p32, int p33, int p34, int p35, long p36, int p37, int p38, int p39,
            long p40, int p41, int p42, int p43, long p44, int p45, int p46, int p47, long p48, int p49,
            int p50, int p51, long p52, int p53, int p54, int p55, long p56, int p57, int p58, int p59,
            long p60, int p61, int p62, int p63, long p64, int p65, int p66, int p67, long p68, int p69,
            int p70, int p71, long p72, int p73, int p74, int p75, long p76, int p77, int p78, int p79,
            long p80, int p81, int p82, int p83, long p84, int p85, int p86, int p87, long p88, int p89,
            int p90, int p91, long p92, int p93, int p94, int p95, long p96, int p97, int p98, int p99,
            long p100, int p101, int p102, int p103, long p104, int p105, int p106, int p107, long p108, int p109,
            int p110, int p111, long p112, int p113, int p114, int p115, long p116, int p117, int p118, int p119,
            long p120, int p121, int p122, int p123, long p124, int p125, int p126, int p127, long p128, int p129,
            int p130, int p131, long p132, int p133, int p134, int p135, long p136, int p137, int p138, int p139,
            long p140, int p141, int p142, int p143, long p144, int p145, int p146, int p147, long p148, int p149,
            int p150, int p151, long p152, int p153, int p154, int p155, long p156, int p157, int p158, int p159) {
        long sum = i(1).await();
        pause().await();
        sum +=
            p0 * 1 + p1 * 2 + p2 * 3 + p3 * 4 + p4 * 5 + p5 * 6 + p6 * 7 + p7 * 1 + p8 * 2 + p9 * 3 +
            p10 * 4 + p11 * 5 + p12 * 6 + p13 * 7 + p14 * 1 + p15 * 2 + p16 * 3 + p17 * 4 + p18 * 5 + p19 * 6 +
            p20 * 7 + p21 * 1 + p22 * 2 + p23 * 3 + p24 * 4 + p25 * 5 + p26 * 6 + p27 * 7 + p28 * 1 + p29 * 2 +
            p30 * 3 + p31 * 4 + p32 * 5 + p33 * 6 + p34 * 7 + p35 * 1 + p36 * 2 + p37 * 3 + p38 * 4 + p39 * 5 +
            p40 * 6 + p41 * 7 + p42 * 1 + p43 * 2 + p44 * 3 + p45 * 4 + p46 * 5 + p47 * 6 + p48 * 7 + p49 * 1 +
            p50 * 2 + p51 * 3 + p52 * 4 + p53 * 5 + p54 * 6 + p55 * 7 + p56 * 1 + p57 * 2 + p58 * 3 + p59 * 4 +
            p60 * 5 + p61 * 6 + p62 * 7 + p63 * 1 + p64 * 2 + p65 * 3 + p66 * 4 + p67 * 5 + p68 * 6 + p69 * 7 +
            p70 * 1 + p71 * 2 + p72 * 3 + p73 * 4 + p74 * 5 + p75 * 6 + p76 * 7 + p77 * 1 + p78 * 2 + p79 * 3 +
            p80 * 4 + p81 * 5 + p82 * 6 + p83 * 7 + p84 * 1 + p85 * 2 + p86 * 3 + p87 * 4 + p88 * 5 + p89 * 6 +
            p90 * 7 + p91 * 1 + p92 * 2 + p93 * 3 + p94 * 4 + p95 * 5 + p96 * 6 + p97 * 7 + p98 * 1 + p99 * 2 +
            p100 * 3 + p101 * 4 + p102 * 5 + p103 * 6 + p104 * 7 + p105 * 1 + p106 * 2 + p107 * 3 + p108 * 4 + p109 * 5 +
            p110 * 6 + p111 * 7 + p112 * 1 + p113 * 2 + p114 * 3 + p115 * 4 + p116 * 5 + p117 * 6 + p118 * 7 + p119 * 1 +
            p120 * 2 + p121 * 3 + p122 * 4 + p123 * 5 + p124 * 6 + p125 * 7 + p126 * 1 + p127 * 2 + p128 * 3 + p129 * 4 +
            p130 * 5 + p131 * 6 + p132 * 7 + p133 * 1 + p134 * 2 + p135 * 3 + p136 * 4 + p137 * 5 + p138 * 6 + p139 * 7 +
            p140 * 1 + p141 * 2 + p142 * 3 + p143 * 4 + p144 * 5 + p145 * 6 + p146 * 7 + p147 * 1 + p148 * 2 + p149 * 3 +
            p150 * 4 + p151 * 5 + p152 * 6 + p153 * 7 + p154 * 1 + p155 * 2 + p156 * 3 + p157 * 4 + p158 * 5 + p159 * 6;
        return done(sum);
    }

    public static Async<String> hundredsOfSuspensions() {
        int x = 1;
        long s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0, s8 = 0, s9 = 0;
        x = x * 31 + i(0).await();
        s0 += x ^ 0;
        x = x * 31 + i(1).await();
        s1 += x ^ 1;
        x = x * 31 + i(2).await();
        s2 += x ^ 2;
        x = x * 31 + i(3).await();
        s3 += x ^ 3;
        x = x * 31 + i(4).await();
        s4 += x ^ 4;
        x = x * 31 + i(5).await();
        s5 += x ^ 5;
        x = x * 31 + i(6).await();
        s6 += x ^ 6;
        x = x * 31 + i(7).await();
        s7 += x ^ 7;
        x = x * 31 + i(8).await();
        s8 += x ^ 8;
        x = x * 31 + i(9).await();
        s9 += x ^ 9;
        x = x * 31 + i(10).await();
        s0 += x ^ 10;
        x = x * 31 + i(11).await();
        s1 += x ^ 11;
        x = x * 31 + i(12).await();
        s2 += x ^ 12;
        x = x * 31 + i(13).await();
        s3 += x ^ 13;
        x = x * 31 + i(14).await();
        s4 += x ^ 14;
        x = x * 31 + i(15).await();
        s5 += x ^ 15;
        x = x * 31 + i(16).await();
        s6 += x ^ 16;
        x = x * 31 + i(17).await();
        s7 += x ^ 17;
        x = x * 31 + i(18).await();
        s8 += x ^ 18;
        x = x * 31 + i(19).await();
        s9 += x ^ 19;
        x = x * 31 + i(20).await();
        s0 += x ^ 20;
        x = x * 31 + i(21).await();
        s1 += x ^ 21;
        x = x * 31 + i(22).await();
        s2 += x ^ 22;
        x = x * 31 + i(23).await();
        s3 += x ^ 23;
        x = x * 31 + i(24).await();
        s4 += x ^ 24;
        x = x * 31 + i(25).await();
        s5 += x ^ 25;
        x = x * 31 + i(26).await();
        s6 += x ^ 26;
        x = x * 31 + i(27).await();
        s7 += x ^ 27;
        x = x * 31 + i(28).await();
        s8 += x ^ 28;
        x = x * 31 + i(29).await();
        s9 += x ^ 29;
        x = x * 31 + i(30).await();
        s0 += x ^ 30;
        x = x * 31 + i(31).await();
        s1 += x ^ 31;
        x = x * 31 + i(32).await();
        s2 += x ^ 32;
        x = x * 31 + i(33).await();
        s3 += x ^ 33;
        x = x * 31 + i(34).await();
        s4 += x ^ 34;
        x = x * 31 + i(35).await();
        s5 += x ^ 35;
        x = x * 31 + i(36).await();
        s6 += x ^ 36;
        x = x * 31 + i(37).await();
        s7 += x ^ 37;
        x = x * 31 + i(38).await();
        s8 += x ^ 38;
        x = x * 31 + i(39).await();
        s9 += x ^ 39;
        x = x * 31 + i(40).await();
        s0 += x ^ 40;
        x = x * 31 + i(41).await();
        s1 += x ^ 41;
        x = x * 31 + i(42).await();
        s2 += x ^ 42;
        x = x * 31 + i(43).await();
        s3 += x ^ 43;
        x = x * 31 + i(44).await();
        s4 += x ^ 44;
        x = x * 31 + i(45).await();
        s5 += x ^ 45;
        x = x * 31 + i(46).await();
        s6 += x ^ 46;
        x = x * 31 + i(47).await();
        s7 += x ^ 47;
        x = x * 31 + i(48).await();
        s8 += x ^ 48;
        x = x * 31 + i(49).await();
        s9 += x ^ 49;
        x = x * 31 + i(50).await();
        s0 += x ^ 50;
        x = x * 31 + i(51).await();
        s1 += x ^ 51;
        x = x * 31 + i(52).await();
        s2 += x ^ 52;
        x = x * 31 + i(53).await();
        s3 += x ^ 53;
        x = x * 31 + i(54).await();
        s4 += x ^ 54;
        x = x * 31 + i(55).await();
        s5 += x ^ 55;
        x = x * 31 + i(56).await();
        s6 += x ^ 56;
        x = x * 31 + i(57).await();
        s7 += x ^ 57;
        x = x * 31 + i(58).await();
        s8 += x ^ 58;
        x = x * 31 + i(59).await();
        s9 += x ^ 59;
        x = x * 31 + i(60).await();
        s0 += x ^ 60;
        x = x * 31 + i(61).await();
        s1 += x ^ 61;
        x = x * 31 + i(62).await();
        s2 += x ^ 62;
        x = x * 31 + i(63).await();
        s3 += x ^ 63;
        x = x * 31 + i(64).await();
        s4 += x ^ 64;
        x = x * 31 + i(65).await();
        s5 += x ^ 65;
        x = x * 31 + i(66).await();
        s6 += x ^ 66;
        x = x * 31 + i(67).await();
        s7 += x ^ 67;
        x = x * 31 + i(68).await();
        s8 += x ^ 68;
        x = x * 31 + i(69).await();
        s9 += x ^ 69;
        x = x * 31 + i(70).await();
        s0 += x ^ 70;
        x = x * 31 + i(71).await();
        s1 += x ^ 71;
        x = x * 31 + i(72).await();
        s2 += x ^ 72;
        x = x * 31 + i(73).await();
        s3 += x ^ 73;
        x = x * 31 + i(74).await();
        s4 += x ^ 74;
        x = x * 31 + i(75).await();
        s5 += x ^ 75;
        x = x * 31 + i(76).await();
        s6 += x ^ 76;
        x = x * 31 + i(77).await();
        s7 += x ^ 77;
        x = x * 31 + i(78).await();
        s8 += x ^ 78;
        x = x * 31 + i(79).await();
        s9 += x ^ 79;
        x = x * 31 + i(80).await();
        s0 += x ^ 80;
        x = x * 31 + i(81).await();
        s1 += x ^ 81;
        x = x * 31 + i(82).await();
        s2 += x ^ 82;
        x = x * 31 + i(83).await();
        s3 += x ^ 83;
        x = x * 31 + i(84).await();
        s4 += x ^ 84;
        x = x * 31 + i(85).await();
        s5 += x ^ 85;
        x = x * 31 + i(86).await();
        s6 += x ^ 86;
        x = x * 31 + i(87).await();
        s7 += x ^ 87;
        x = x * 31 + i(88).await();
        s8 += x ^ 88;
        x = x * 31 + i(89).await();
        s9 += x ^ 89;
        x = x * 31 + i(90).await();
        s0 += x ^ 90;
        x = x * 31 + i(91).await();
        s1 += x ^ 91;
        x = x * 31 + i(92).await();
        s2 += x ^ 92;
        x = x * 31 + i(93).await();
        s3 += x ^ 93;
        x = x * 31 + i(94).await();
        s4 += x ^ 94;
        x = x * 31 + i(95).await();
        s5 += x ^ 95;
        x = x * 31 + i(96).await();
        s6 += x ^ 96;
        x = x * 31 + i(97).await();
        s7 += x ^ 97;
        x = x * 31 + i(98).await();
        s8 += x ^ 98;
        x = x * 31 + i(99).await();
        s9 += x ^ 99;
        x = x * 31 + i(100).await();
        s0 += x ^ 100;
        x = x * 31 + i(101).await();
        s1 += x ^ 101;
        x = x * 31 + i(102).await();
        s2 += x ^ 102;
        x = x * 31 + i(103).await();
        s3 += x ^ 103;
        x = x * 31 + i(104).await();
        s4 += x ^ 104;
        x = x * 31 + i(105).await();
        s5 += x ^ 105;
        x = x * 31 + i(106).await();
        s6 += x ^ 106;
        x = x * 31 + i(107).await();
        s7 += x ^ 107;
        x = x * 31 + i(108).await();
        s8 += x ^ 108;
        x = x * 31 + i(109).await();
        s9 += x ^ 109;
        x = x * 31 + i(110).await();
        s0 += x ^ 110;
        x = x * 31 + i(111).await();
        s1 += x ^ 111;
        x = x * 31 + i(112).await();
        s2 += x ^ 112;
        x = x * 31 + i(113).await();
        s3 += x ^ 113;
        x = x * 31 + i(114).await();
        s4 += x ^ 114;
        x = x * 31 + i(115).await();
        s5 += x ^ 115;
        x = x * 31 + i(116).await();
        s6 += x ^ 116;
        x = x * 31 + i(117).await();
        s7 += x ^ 117;
        x = x * 31 + i(118).await();
        s8 += x ^ 118;
        x = x * 31 + i(119).await();
        s9 += x ^ 119;
        x = x * 31 + i(120).await();
        s0 += x ^ 120;
        x = x * 31 + i(121).await();
        s1 += x ^ 121;
        x = x * 31 + i(122).await();
        s2 += x ^ 122;
        x = x * 31 + i(123).await();
        s3 += x ^ 123;
        x = x * 31 + i(124).await();
        s4 += x ^ 124;
        x = x * 31 + i(125).await();
        s5 += x ^ 125;
        x = x * 31 + i(126).await();
        s6 += x ^ 126;
        x = x * 31 + i(127).await();
        s7 += x ^ 127;
        x = x * 31 + i(128).await();
        s8 += x ^ 128;
        x = x * 31 + i(129).await();
        s9 += x ^ 129;
        x = x * 31 + i(130).await();
        s0 += x ^ 130;
        x = x * 31 + i(131).await();
        s1 += x ^ 131;
        x = x * 31 + i(132).await();
        s2 += x ^ 132;
        x = x * 31 + i(133).await();
        s3 += x ^ 133;
        x = x * 31 + i(134).await();
        s4 += x ^ 134;
        x = x * 31 + i(135).await();
        s5 += x ^ 135;
        x = x * 31 + i(136).await();
        s6 += x ^ 136;
        x = x * 31 + i(137).await();
        s7 += x ^ 137;
        x = x * 31 + i(138).await();
        s8 += x ^ 138;
        x = x * 31 + i(139).await();
        s9 += x ^ 139;
        x = x * 31 + i(140).await();
        s0 += x ^ 140;
        x = x * 31 + i(141).await();
        s1 += x ^ 141;
        x = x * 31 + i(142).await();
        s2 += x ^ 142;
        x = x * 31 + i(143).await();
        s3 += x ^ 143;
        x = x * 31 + i(144).await();
        s4 += x ^ 144;
        x = x * 31 + i(145).await();
        s5 += x ^ 145;
        x = x * 31 + i(146).await();
        s6 += x ^ 146;
        x = x * 31 + i(147).await();
        s7 += x ^ 147;
        x = x * 31 + i(148).await();
        s8 += x ^ 148;
        x = x * 31 + i(149).await();
        s9 += x ^ 149;
        return done(x + ":" + (s0 ^ s1 ^ s2 ^ s3 ^ s4 ^ s5 ^ s6 ^ s7 ^ s8 ^ s9));
    }

    public static Async<String> manyLiveReferences() {
        String v0 = step("a").await();
        String v1 = step("b").await();
        String v2 = step("c").await();
        String v3 = step("d").await();
        String v4 = step("e").await();
        String v5 = step("f").await();
        String v6 = step("g").await();
        String v7 = step("h").await();
        String v8 = step("i").await();
        String v9 = step("j").await();
        String v10 = step("k").await();
        String v11 = step("l").await();
        String v12 = step("m").await();
        String v13 = step("n").await();
        String v14 = step("o").await();
        String v15 = step("p").await();
        String v16 = step("q").await();
        String v17 = step("r").await();
        String v18 = step("s").await();
        String v19 = step("t").await();
        String v20 = step("u").await();
        String v21 = step("v").await();
        String v22 = step("w").await();
        String v23 = step("x").await();
        String v24 = step("y").await();
        String v25 = step("z").await();
        String v26 = step("a").await();
        String v27 = step("b").await();
        String v28 = step("c").await();
        String v29 = step("d").await();
        String v30 = step("e").await();
        String v31 = step("f").await();
        String v32 = step("g").await();
        String v33 = step("h").await();
        String v34 = step("i").await();
        String v35 = step("j").await();
        String v36 = step("k").await();
        String v37 = step("l").await();
        String v38 = step("m").await();
        String v39 = step("n").await();
        String v40 = step("o").await();
        String v41 = step("p").await();
        String v42 = step("q").await();
        String v43 = step("r").await();
        String v44 = step("s").await();
        String v45 = step("t").await();
        String v46 = step("u").await();
        String v47 = step("v").await();
        String v48 = step("w").await();
        String v49 = step("x").await();
        pause().await();
        return done(""
                + v0 + v1 + v2 + v3 + v4 + v5 + v6 + v7 + v8 + v9
                + v10 + v11 + v12 + v13 + v14 + v15 + v16 + v17 + v18 + v19
                + v20 + v21 + v22 + v23 + v24 + v25 + v26 + v27 + v28 + v29
                + v30 + v31 + v32 + v33 + v34 + v35 + v36 + v37 + v38 + v39
                + v40 + v41 + v42 + v43 + v44 + v45 + v46 + v47 + v48 + v49);
    }

    public static Async<String> deepNesting() {
        StringBuilder out = new StringBuilder();
        for (int k0 = 0; k0 < 2; k0++) {
            for (int k1 = 0; k1 < 2; k1++) {
                for (int k2 = 0; k2 < 2; k2++) {
                    for (int k3 = 0; k3 < 2; k3++) {
                        for (int k4 = 0; k4 < 2; k4++) {
                            for (int k5 = 0; k5 < 2; k5++) {
                                if (i(k0).await() + k5 == 1) {
                                    out.append(k0).append(k1).append(k2).append(k3).append(k4).append(step(k5).await());
                                }
                            }
                        }
                    }
                }
            }
        }
        return done(out.toString());
    }

    public static Async<String> deepExpression() {
        return done("x" + (step("a").await() + i(0).await() + "x" + (step("a").await() + i(1).await() + "x" + (step("a").await() + i(2).await() + "x" + (step("a").await() + i(3).await() + "x" + (step("a").await() + i(4).await() + "x" + (step("a").await() + i(5).await() + "x" + (step("a").await() + i(6).await() + "x" + (step("a").await() + i(7).await() + "x" + (step("a").await() + i(8).await() + "x" + (step("a").await() + i(9).await() + "x" + (step("a").await() + i(10).await() + "x" + (step("a").await() + i(11).await() + "x" + (step("a").await() + i(12).await() + "x" + (step("a").await() + i(13).await() + "x" + (step("a").await() + i(14).await() + "x" + (step("a").await() + i(15).await() + "x" + (step("a").await() + i(16).await() + "x" + (step("a").await() + i(17).await() + "x" + (step("a").await() + i(18).await() + "x" + (step("a").await() + i(19).await() + "end")))))))))))))))))))));
    }

    /** One word is left of the 255, for the context. */
    public static Async<Integer> wordsOfParameters254() {
        return done(words254(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29,
                30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56,
                57, 58, 59, 60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71, 72, 73, 74, 75, 76, 77, 78, 79, 80, 81, 82, 83,
                84, 85, 86, 87, 88, 89, 90, 91, 92, 93, 94, 95, 96, 97, 98, 99, 100, 101, 102, 103, 104, 105, 106, 107, 108,
                109, 110, 111, 112, 113, 114, 115, 116, 117, 118, 119, 120, 121, 122, 123, 124, 125, 126, 127, 128, 129, 130,
                131, 132, 133, 134, 135, 136, 137, 138, 139, 140, 141, 142, 143, 144, 145, 146, 147, 148, 149, 150, 151, 152,
                153, 154, 155, 156, 157, 158, 159, 160, 161, 162, 163, 164, 165, 166, 167, 168, 169, 170, 171, 172, 173, 174,
                175, 176, 177, 178, 179, 180, 181, 182, 183, 184, 185, 186, 187, 188, 189, 190, 191, 192, 193, 194, 195, 196,
                197, 198, 199, 200, 201, 202, 203, 204, 205, 206, 207, 208, 209, 210, 211, 212, 213, 214, 215, 216, 217, 218,
                219, 220, 221, 222, 223, 224, 225, 226, 227, 228, 229, 230, 231, 232, 233, 234, 235, 236, 237, 238, 239, 240,
                241, 242, 243, 244, 245, 246, 247, 248, 249, 250, 251, 252, 253).await());
    }

    private static Async<Integer> words254(
            int v0, int v1, int v2, int v3, int v4, int v5, int v6, int v7, int v8, int v9, int v10, int v11, int v12,
            int v13, int v14, int v15, int v16, int v17, int v18, int v19, int v20, int v21, int v22, int v23, int v24,
            int v25, int v26, int v27, int v28, int v29, int v30, int v31, int v32, int v33, int v34, int v35, int v36,
            int v37, int v38, int v39, int v40, int v41, int v42, int v43, int v44, int v45, int v46, int v47, int v48,
            int v49, int v50, int v51, int v52, int v53, int v54, int v55, int v56, int v57, int v58, int v59, int v60,
            int v61, int v62, int v63, int v64, int v65, int v66, int v67, int v68, int v69, int v70, int v71, int v72,
            int v73, int v74, int v75, int v76, int v77, int v78, int v79, int v80, int v81, int v82, int v83, int v84,
            int v85, int v86, int v87, int v88, int v89, int v90, int v91, int v92, int v93, int v94, int v95, int v96,
            int v97, int v98, int v99, int v100, int v101, int v102, int v103, int v104, int v105, int v106, int v107,
            int v108, int v109, int v110, int v111, int v112, int v113, int v114, int v115, int v116, int v117, int v118,
            int v119, int v120, int v121, int v122, int v123, int v124, int v125, int v126, int v127, int v128, int v129,
            int v130, int v131, int v132, int v133, int v134, int v135, int v136, int v137, int v138, int v139, int v140,
            int v141, int v142, int v143, int v144, int v145, int v146, int v147, int v148, int v149, int v150, int v151,
            int v152, int v153, int v154, int v155, int v156, int v157, int v158, int v159, int v160, int v161, int v162,
            int v163, int v164, int v165, int v166, int v167, int v168, int v169, int v170, int v171, int v172, int v173,
            int v174, int v175, int v176, int v177, int v178, int v179, int v180, int v181, int v182, int v183, int v184,
            int v185, int v186, int v187, int v188, int v189, int v190, int v191, int v192, int v193, int v194, int v195,
            int v196, int v197, int v198, int v199, int v200, int v201, int v202, int v203, int v204, int v205, int v206,
            int v207, int v208, int v209, int v210, int v211, int v212, int v213, int v214, int v215, int v216, int v217,
            int v218, int v219, int v220, int v221, int v222, int v223, int v224, int v225, int v226, int v227, int v228,
            int v229, int v230, int v231, int v232, int v233, int v234, int v235, int v236, int v237, int v238, int v239,
            int v240, int v241, int v242, int v243, int v244, int v245, int v246, int v247, int v248, int v249, int v250,
            int v251, int v252, int v253) {
        int x = i(v253).await();
        return done(x + v0 + v1 + v2 + v3 + v4 + v5 + v6 + v7 + v8 + v9 + v10 + v11 + v12 + v13 + v14 + v15 + v16 + v17 + v18 + v19 +
                v20 + v21 + v22 + v23 + v24 + v25 + v26 + v27 + v28 + v29 + v30 + v31 + v32 + v33 + v34 + v35 + v36 + v37 +
                v38 + v39 + v40 + v41 + v42 + v43 + v44 + v45 + v46 + v47 + v48 + v49 + v50 + v51 + v52 + v53 + v54 + v55 +
                v56 + v57 + v58 + v59 + v60 + v61 + v62 + v63 + v64 + v65 + v66 + v67 + v68 + v69 + v70 + v71 + v72 + v73 +
                v74 + v75 + v76 + v77 + v78 + v79 + v80 + v81 + v82 + v83 + v84 + v85 + v86 + v87 + v88 + v89 + v90 + v91 +
                v92 + v93 + v94 + v95 + v96 + v97 + v98 + v99 + v100 + v101 + v102 + v103 + v104 + v105 + v106 + v107 +
                v108 + v109 + v110 + v111 + v112 + v113 + v114 + v115 + v116 + v117 + v118 + v119 + v120 + v121 + v122 +
                v123 + v124 + v125 + v126 + v127 + v128 + v129 + v130 + v131 + v132 + v133 + v134 + v135 + v136 + v137 +
                v138 + v139 + v140 + v141 + v142 + v143 + v144 + v145 + v146 + v147 + v148 + v149 + v150 + v151 + v152 +
                v153 + v154 + v155 + v156 + v157 + v158 + v159 + v160 + v161 + v162 + v163 + v164 + v165 + v166 + v167 +
                v168 + v169 + v170 + v171 + v172 + v173 + v174 + v175 + v176 + v177 + v178 + v179 + v180 + v181 + v182 +
                v183 + v184 + v185 + v186 + v187 + v188 + v189 + v190 + v191 + v192 + v193 + v194 + v195 + v196 + v197 +
                v198 + v199 + v200 + v201 + v202 + v203 + v204 + v205 + v206 + v207 + v208 + v209 + v210 + v211 + v212 +
                v213 + v214 + v215 + v216 + v217 + v218 + v219 + v220 + v221 + v222 + v223 + v224 + v225 + v226 + v227 +
                v228 + v229 + v230 + v231 + v232 + v233 + v234 + v235 + v236 + v237 + v238 + v239 + v240 + v241 + v242 +
                v243 + v244 + v245 + v246 + v247 + v248 + v249 + v250 + v251 + v252 + v253);
    }

    public static Async<Integer> wordsOfParameters254Stored() {
        Async<Integer> a = words254(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29,
                30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56,
                57, 58, 59, 60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71, 72, 73, 74, 75, 76, 77, 78, 79, 80, 81, 82, 83,
                84, 85, 86, 87, 88, 89, 90, 91, 92, 93, 94, 95, 96, 97, 98, 99, 100, 101, 102, 103, 104, 105, 106, 107, 108,
                109, 110, 111, 112, 113, 114, 115, 116, 117, 118, 119, 120, 121, 122, 123, 124, 125, 126, 127, 128, 129, 130,
                131, 132, 133, 134, 135, 136, 137, 138, 139, 140, 141, 142, 143, 144, 145, 146, 147, 148, 149, 150, 151, 152,
                153, 154, 155, 156, 157, 158, 159, 160, 161, 162, 163, 164, 165, 166, 167, 168, 169, 170, 171, 172, 173, 174,
                175, 176, 177, 178, 179, 180, 181, 182, 183, 184, 185, 186, 187, 188, 189, 190, 191, 192, 193, 194, 195, 196,
                197, 198, 199, 200, 201, 202, 203, 204, 205, 206, 207, 208, 209, 210, 211, 212, 213, 214, 215, 216, 217, 218,
                219, 220, 221, 222, 223, 224, 225, 226, 227, 228, 229, 230, 231, 232, 233, 234, 235, 236, 237, 238, 239, 240,
                241, 242, 243, 244, 245, 246, 247, 248, 249, 250, 251, 252, 253);
        pause().await();
        return done(a.await());
    }

    public static Async<Integer> wordsOfParameters254WithAReceiver() {
        return done(new Limits().words253(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29,
                30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56,
                57, 58, 59, 60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71, 72, 73, 74, 75, 76, 77, 78, 79, 80, 81, 82, 83,
                84, 85, 86, 87, 88, 89, 90, 91, 92, 93, 94, 95, 96, 97, 98, 99, 100, 101, 102, 103, 104, 105, 106, 107, 108,
                109, 110, 111, 112, 113, 114, 115, 116, 117, 118, 119, 120, 121, 122, 123, 124, 125, 126, 127, 128, 129, 130,
                131, 132, 133, 134, 135, 136, 137, 138, 139, 140, 141, 142, 143, 144, 145, 146, 147, 148, 149, 150, 151, 152,
                153, 154, 155, 156, 157, 158, 159, 160, 161, 162, 163, 164, 165, 166, 167, 168, 169, 170, 171, 172, 173, 174,
                175, 176, 177, 178, 179, 180, 181, 182, 183, 184, 185, 186, 187, 188, 189, 190, 191, 192, 193, 194, 195, 196,
                197, 198, 199, 200, 201, 202, 203, 204, 205, 206, 207, 208, 209, 210, 211, 212, 213, 214, 215, 216, 217, 218,
                219, 220, 221, 222, 223, 224, 225, 226, 227, 228, 229, 230, 231, 232, 233, 234, 235, 236, 237, 238, 239, 240,
                241, 242, 243, 244, 245, 246, 247, 248, 249, 250, 251, 252).await());
    }

    private Async<Integer> words253(
            int v0, int v1, int v2, int v3, int v4, int v5, int v6, int v7, int v8, int v9, int v10, int v11, int v12,
            int v13, int v14, int v15, int v16, int v17, int v18, int v19, int v20, int v21, int v22, int v23, int v24,
            int v25, int v26, int v27, int v28, int v29, int v30, int v31, int v32, int v33, int v34, int v35, int v36,
            int v37, int v38, int v39, int v40, int v41, int v42, int v43, int v44, int v45, int v46, int v47, int v48,
            int v49, int v50, int v51, int v52, int v53, int v54, int v55, int v56, int v57, int v58, int v59, int v60,
            int v61, int v62, int v63, int v64, int v65, int v66, int v67, int v68, int v69, int v70, int v71, int v72,
            int v73, int v74, int v75, int v76, int v77, int v78, int v79, int v80, int v81, int v82, int v83, int v84,
            int v85, int v86, int v87, int v88, int v89, int v90, int v91, int v92, int v93, int v94, int v95, int v96,
            int v97, int v98, int v99, int v100, int v101, int v102, int v103, int v104, int v105, int v106, int v107,
            int v108, int v109, int v110, int v111, int v112, int v113, int v114, int v115, int v116, int v117, int v118,
            int v119, int v120, int v121, int v122, int v123, int v124, int v125, int v126, int v127, int v128, int v129,
            int v130, int v131, int v132, int v133, int v134, int v135, int v136, int v137, int v138, int v139, int v140,
            int v141, int v142, int v143, int v144, int v145, int v146, int v147, int v148, int v149, int v150, int v151,
            int v152, int v153, int v154, int v155, int v156, int v157, int v158, int v159, int v160, int v161, int v162,
            int v163, int v164, int v165, int v166, int v167, int v168, int v169, int v170, int v171, int v172, int v173,
            int v174, int v175, int v176, int v177, int v178, int v179, int v180, int v181, int v182, int v183, int v184,
            int v185, int v186, int v187, int v188, int v189, int v190, int v191, int v192, int v193, int v194, int v195,
            int v196, int v197, int v198, int v199, int v200, int v201, int v202, int v203, int v204, int v205, int v206,
            int v207, int v208, int v209, int v210, int v211, int v212, int v213, int v214, int v215, int v216, int v217,
            int v218, int v219, int v220, int v221, int v222, int v223, int v224, int v225, int v226, int v227, int v228,
            int v229, int v230, int v231, int v232, int v233, int v234, int v235, int v236, int v237, int v238, int v239,
            int v240, int v241, int v242, int v243, int v244, int v245, int v246, int v247, int v248, int v249, int v250,
            int v251, int v252) {
        int x = i(v252).await();
        return done(x + v0 + v1 + v2 + v3 + v4 + v5 + v6 + v7 + v8 + v9 + v10 + v11 + v12 + v13 + v14 + v15 + v16 + v17 + v18 + v19 +
                v20 + v21 + v22 + v23 + v24 + v25 + v26 + v27 + v28 + v29 + v30 + v31 + v32 + v33 + v34 + v35 + v36 + v37 +
                v38 + v39 + v40 + v41 + v42 + v43 + v44 + v45 + v46 + v47 + v48 + v49 + v50 + v51 + v52 + v53 + v54 + v55 +
                v56 + v57 + v58 + v59 + v60 + v61 + v62 + v63 + v64 + v65 + v66 + v67 + v68 + v69 + v70 + v71 + v72 + v73 +
                v74 + v75 + v76 + v77 + v78 + v79 + v80 + v81 + v82 + v83 + v84 + v85 + v86 + v87 + v88 + v89 + v90 + v91 +
                v92 + v93 + v94 + v95 + v96 + v97 + v98 + v99 + v100 + v101 + v102 + v103 + v104 + v105 + v106 + v107 +
                v108 + v109 + v110 + v111 + v112 + v113 + v114 + v115 + v116 + v117 + v118 + v119 + v120 + v121 + v122 +
                v123 + v124 + v125 + v126 + v127 + v128 + v129 + v130 + v131 + v132 + v133 + v134 + v135 + v136 + v137 +
                v138 + v139 + v140 + v141 + v142 + v143 + v144 + v145 + v146 + v147 + v148 + v149 + v150 + v151 + v152 +
                v153 + v154 + v155 + v156 + v157 + v158 + v159 + v160 + v161 + v162 + v163 + v164 + v165 + v166 + v167 +
                v168 + v169 + v170 + v171 + v172 + v173 + v174 + v175 + v176 + v177 + v178 + v179 + v180 + v181 + v182 +
                v183 + v184 + v185 + v186 + v187 + v188 + v189 + v190 + v191 + v192 + v193 + v194 + v195 + v196 + v197 +
                v198 + v199 + v200 + v201 + v202 + v203 + v204 + v205 + v206 + v207 + v208 + v209 + v210 + v211 + v212 +
                v213 + v214 + v215 + v216 + v217 + v218 + v219 + v220 + v221 + v222 + v223 + v224 + v225 + v226 + v227 +
                v228 + v229 + v230 + v231 + v232 + v233 + v234 + v235 + v236 + v237 + v238 + v239 + v240 + v241 + v242 +
                v243 + v244 + v245 + v246 + v247 + v248 + v249 + v250 + v251 + v252 + (this == null ? 1 : 0));
    }

    public static Async<Long> wordsOfParameters254InLongs() {
        return done(longs127(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L, 13L, 14L, 15L, 16L, 17L, 18L, 19L, 20L, 21L, 22L, 23L,
                24L, 25L, 26L, 27L, 28L, 29L, 30L, 31L, 32L, 33L, 34L, 35L, 36L, 37L, 38L, 39L, 40L, 41L, 42L, 43L, 44L, 45L,
                46L, 47L, 48L, 49L, 50L, 51L, 52L, 53L, 54L, 55L, 56L, 57L, 58L, 59L, 60L, 61L, 62L, 63L, 64L, 65L, 66L, 67L,
                68L, 69L, 70L, 71L, 72L, 73L, 74L, 75L, 76L, 77L, 78L, 79L, 80L, 81L, 82L, 83L, 84L, 85L, 86L, 87L, 88L, 89L,
                90L, 91L, 92L, 93L, 94L, 95L, 96L, 97L, 98L, 99L, 100L, 101L, 102L, 103L, 104L, 105L, 106L, 107L, 108L, 109L,
                110L, 111L, 112L, 113L, 114L, 115L, 116L, 117L, 118L, 119L, 120L, 121L, 122L, 123L, 124L, 125L, 126L).await());
    }

    private static Async<Long> longs127(
            long v0, long v1, long v2, long v3, long v4, long v5, long v6, long v7, long v8, long v9, long v10, long v11,
            long v12, long v13, long v14, long v15, long v16, long v17, long v18, long v19, long v20, long v21, long v22,
            long v23, long v24, long v25, long v26, long v27, long v28, long v29, long v30, long v31, long v32, long v33,
            long v34, long v35, long v36, long v37, long v38, long v39, long v40, long v41, long v42, long v43, long v44,
            long v45, long v46, long v47, long v48, long v49, long v50, long v51, long v52, long v53, long v54, long v55,
            long v56, long v57, long v58, long v59, long v60, long v61, long v62, long v63, long v64, long v65, long v66,
            long v67, long v68, long v69, long v70, long v71, long v72, long v73, long v74, long v75, long v76, long v77,
            long v78, long v79, long v80, long v81, long v82, long v83, long v84, long v85, long v86, long v87, long v88,
            long v89, long v90, long v91, long v92, long v93, long v94, long v95, long v96, long v97, long v98, long v99,
            long v100, long v101, long v102, long v103, long v104, long v105, long v106, long v107, long v108, long v109,
            long v110, long v111, long v112, long v113, long v114, long v115, long v116, long v117, long v118, long v119,
            long v120, long v121, long v122, long v123, long v124, long v125, long v126) {
        pause().await();
        return done(v0 + v1 + v2 + v3 + v4 + v5 + v6 + v7 + v8 + v9 + v10 + v11 + v12 + v13 + v14 + v15 + v16 + v17 + v18 + v19 +
                v20 + v21 + v22 + v23 + v24 + v25 + v26 + v27 + v28 + v29 + v30 + v31 + v32 + v33 + v34 + v35 + v36 + v37 +
                v38 + v39 + v40 + v41 + v42 + v43 + v44 + v45 + v46 + v47 + v48 + v49 + v50 + v51 + v52 + v53 + v54 + v55 +
                v56 + v57 + v58 + v59 + v60 + v61 + v62 + v63 + v64 + v65 + v66 + v67 + v68 + v69 + v70 + v71 + v72 + v73 +
                v74 + v75 + v76 + v77 + v78 + v79 + v80 + v81 + v82 + v83 + v84 + v85 + v86 + v87 + v88 + v89 + v90 + v91 +
                v92 + v93 + v94 + v95 + v96 + v97 + v98 + v99 + v100 + v101 + v102 + v103 + v104 + v105 + v106 + v107 +
                v108 + v109 + v110 + v111 + v112 + v113 + v114 + v115 + v116 + v117 + v118 + v119 + v120 + v121 + v122 +
                v123 + v124 + v125 + v126);
    }

    /** Immediate, but with no room for a context: an ordinary call. */
    public static Async<Integer> wordsOfParameters255OfAnImmediateMethod() {
        return done(now255(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29,
                30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56,
                57, 58, 59, 60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71, 72, 73, 74, 75, 76, 77, 78, 79, 80, 81, 82, 83,
                84, 85, 86, 87, 88, 89, 90, 91, 92, 93, 94, 95, 96, 97, 98, 99, 100, 101, 102, 103, 104, 105, 106, 107, 108,
                109, 110, 111, 112, 113, 114, 115, 116, 117, 118, 119, 120, 121, 122, 123, 124, 125, 126, 127, 128, 129, 130,
                131, 132, 133, 134, 135, 136, 137, 138, 139, 140, 141, 142, 143, 144, 145, 146, 147, 148, 149, 150, 151, 152,
                153, 154, 155, 156, 157, 158, 159, 160, 161, 162, 163, 164, 165, 166, 167, 168, 169, 170, 171, 172, 173, 174,
                175, 176, 177, 178, 179, 180, 181, 182, 183, 184, 185, 186, 187, 188, 189, 190, 191, 192, 193, 194, 195, 196,
                197, 198, 199, 200, 201, 202, 203, 204, 205, 206, 207, 208, 209, 210, 211, 212, 213, 214, 215, 216, 217, 218,
                219, 220, 221, 222, 223, 224, 225, 226, 227, 228, 229, 230, 231, 232, 233, 234, 235, 236, 237, 238, 239, 240,
                241, 242, 243, 244, 245, 246, 247, 248, 249, 250, 251, 252, 253, 254).await() + i(1).await());
    }

    private static Async<Integer> now255(
            int v0, int v1, int v2, int v3, int v4, int v5, int v6, int v7, int v8, int v9, int v10, int v11, int v12,
            int v13, int v14, int v15, int v16, int v17, int v18, int v19, int v20, int v21, int v22, int v23, int v24,
            int v25, int v26, int v27, int v28, int v29, int v30, int v31, int v32, int v33, int v34, int v35, int v36,
            int v37, int v38, int v39, int v40, int v41, int v42, int v43, int v44, int v45, int v46, int v47, int v48,
            int v49, int v50, int v51, int v52, int v53, int v54, int v55, int v56, int v57, int v58, int v59, int v60,
            int v61, int v62, int v63, int v64, int v65, int v66, int v67, int v68, int v69, int v70, int v71, int v72,
            int v73, int v74, int v75, int v76, int v77, int v78, int v79, int v80, int v81, int v82, int v83, int v84,
            int v85, int v86, int v87, int v88, int v89, int v90, int v91, int v92, int v93, int v94, int v95, int v96,
            int v97, int v98, int v99, int v100, int v101, int v102, int v103, int v104, int v105, int v106, int v107,
            int v108, int v109, int v110, int v111, int v112, int v113, int v114, int v115, int v116, int v117, int v118,
            int v119, int v120, int v121, int v122, int v123, int v124, int v125, int v126, int v127, int v128, int v129,
            int v130, int v131, int v132, int v133, int v134, int v135, int v136, int v137, int v138, int v139, int v140,
            int v141, int v142, int v143, int v144, int v145, int v146, int v147, int v148, int v149, int v150, int v151,
            int v152, int v153, int v154, int v155, int v156, int v157, int v158, int v159, int v160, int v161, int v162,
            int v163, int v164, int v165, int v166, int v167, int v168, int v169, int v170, int v171, int v172, int v173,
            int v174, int v175, int v176, int v177, int v178, int v179, int v180, int v181, int v182, int v183, int v184,
            int v185, int v186, int v187, int v188, int v189, int v190, int v191, int v192, int v193, int v194, int v195,
            int v196, int v197, int v198, int v199, int v200, int v201, int v202, int v203, int v204, int v205, int v206,
            int v207, int v208, int v209, int v210, int v211, int v212, int v213, int v214, int v215, int v216, int v217,
            int v218, int v219, int v220, int v221, int v222, int v223, int v224, int v225, int v226, int v227, int v228,
            int v229, int v230, int v231, int v232, int v233, int v234, int v235, int v236, int v237, int v238, int v239,
            int v240, int v241, int v242, int v243, int v244, int v245, int v246, int v247, int v248, int v249, int v250,
            int v251, int v252, int v253, int v254) {
        return done(v0 + v254);
    }

    public static Async<Long> liveWords254() {
        int x = i(1).await();
        long v0 = x + 0;
        long v1 = x + 1;
        long v2 = x + 2;
        long v3 = x + 3;
        long v4 = x + 4;
        long v5 = x + 5;
        long v6 = x + 6;
        long v7 = x + 7;
        long v8 = x + 8;
        long v9 = x + 9;
        long v10 = x + 10;
        long v11 = x + 11;
        long v12 = x + 12;
        long v13 = x + 13;
        long v14 = x + 14;
        long v15 = x + 15;
        long v16 = x + 16;
        long v17 = x + 17;
        long v18 = x + 18;
        long v19 = x + 19;
        long v20 = x + 20;
        long v21 = x + 21;
        long v22 = x + 22;
        long v23 = x + 23;
        long v24 = x + 24;
        long v25 = x + 25;
        long v26 = x + 26;
        long v27 = x + 27;
        long v28 = x + 28;
        long v29 = x + 29;
        long v30 = x + 30;
        long v31 = x + 31;
        long v32 = x + 32;
        long v33 = x + 33;
        long v34 = x + 34;
        long v35 = x + 35;
        long v36 = x + 36;
        long v37 = x + 37;
        long v38 = x + 38;
        long v39 = x + 39;
        long v40 = x + 40;
        long v41 = x + 41;
        long v42 = x + 42;
        long v43 = x + 43;
        long v44 = x + 44;
        long v45 = x + 45;
        long v46 = x + 46;
        long v47 = x + 47;
        long v48 = x + 48;
        long v49 = x + 49;
        long v50 = x + 50;
        long v51 = x + 51;
        long v52 = x + 52;
        long v53 = x + 53;
        long v54 = x + 54;
        long v55 = x + 55;
        long v56 = x + 56;
        long v57 = x + 57;
        long v58 = x + 58;
        long v59 = x + 59;
        long v60 = x + 60;
        long v61 = x + 61;
        long v62 = x + 62;
        long v63 = x + 63;
        long v64 = x + 64;
        long v65 = x + 65;
        long v66 = x + 66;
        long v67 = x + 67;
        long v68 = x + 68;
        long v69 = x + 69;
        long v70 = x + 70;
        long v71 = x + 71;
        long v72 = x + 72;
        long v73 = x + 73;
        long v74 = x + 74;
        long v75 = x + 75;
        long v76 = x + 76;
        long v77 = x + 77;
        long v78 = x + 78;
        long v79 = x + 79;
        long v80 = x + 80;
        long v81 = x + 81;
        long v82 = x + 82;
        long v83 = x + 83;
        long v84 = x + 84;
        long v85 = x + 85;
        long v86 = x + 86;
        long v87 = x + 87;
        long v88 = x + 88;
        long v89 = x + 89;
        long v90 = x + 90;
        long v91 = x + 91;
        long v92 = x + 92;
        long v93 = x + 93;
        long v94 = x + 94;
        long v95 = x + 95;
        long v96 = x + 96;
        long v97 = x + 97;
        long v98 = x + 98;
        long v99 = x + 99;
        long v100 = x + 100;
        long v101 = x + 101;
        long v102 = x + 102;
        long v103 = x + 103;
        long v104 = x + 104;
        long v105 = x + 105;
        long v106 = x + 106;
        long v107 = x + 107;
        long v108 = x + 108;
        long v109 = x + 109;
        long v110 = x + 110;
        long v111 = x + 111;
        long v112 = x + 112;
        long v113 = x + 113;
        long v114 = x + 114;
        long v115 = x + 115;
        long v116 = x + 116;
        long v117 = x + 117;
        long v118 = x + 118;
        long v119 = x + 119;
        long v120 = x + 120;
        long v121 = x + 121;
        long v122 = x + 122;
        long v123 = x + 123;
        long v124 = x + 124;
        long v125 = x + 125;
        long v126 = x + 126;
        pause().await();
        return done(v0 + v1 + v2 + v3 + v4 + v5 + v6 + v7 + v8 + v9 + v10 + v11 + v12 + v13 + v14 + v15 + v16 + v17 + v18 + v19 +
                v20 + v21 + v22 + v23 + v24 + v25 + v26 + v27 + v28 + v29 + v30 + v31 + v32 + v33 + v34 + v35 + v36 + v37 +
                v38 + v39 + v40 + v41 + v42 + v43 + v44 + v45 + v46 + v47 + v48 + v49 + v50 + v51 + v52 + v53 + v54 + v55 +
                v56 + v57 + v58 + v59 + v60 + v61 + v62 + v63 + v64 + v65 + v66 + v67 + v68 + v69 + v70 + v71 + v72 + v73 +
                v74 + v75 + v76 + v77 + v78 + v79 + v80 + v81 + v82 + v83 + v84 + v85 + v86 + v87 + v88 + v89 + v90 + v91 +
                v92 + v93 + v94 + v95 + v96 + v97 + v98 + v99 + v100 + v101 + v102 + v103 + v104 + v105 + v106 + v107 +
                v108 + v109 + v110 + v111 + v112 + v113 + v114 + v115 + v116 + v117 + v118 + v119 + v120 + v121 + v122 +
                v123 + v124 + v125 + v126);
    }
}
